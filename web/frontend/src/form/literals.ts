import { langOf } from '../shared/island.ts';
import { noteUntranslated } from '../shared/untranslated.ts';
import ZH from './literals.zh.json';

const zh: Record<string, string> = ZH;

/** The language of the form on this page (a page has forms in one language only). */
function lang(): 'zh' | 'en' {
  return langOf(document.querySelector<HTMLElement>('[data-island="form"]') ?? document.documentElement);
}

/** A text of form-js in the language of the page; `{0}`, `{1}` are filled in. Called by the built-in changes. */
export function t(text: string, ...values: unknown[]): string {
  let said = text;
  if (lang() === 'zh') {
    const known = zh[text];
    if (known === undefined) noteUntranslated(text);
    said = known ?? text;
  }
  return said.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** Whose order of year, month and day the date fields use. */
export function locale(): string {
  return lang() === 'zh' ? 'zh-CN' : 'en-GB';
}

/** The hint in an empty date field: `yyyy/mm/dd` reads 年/月/日. */
export function date(format: string): string {
  return lang() === 'zh' ? format.replace(/y+/, '年').replace(/m+/, '月').replace(/d+/, '日') : format;
}
