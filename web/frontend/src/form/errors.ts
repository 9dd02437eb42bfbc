import type { Form } from '@bpmn-io/form-js-viewer';

import { make } from '../shared/element.ts';
import { domId, instances, type Instance, type Setting } from './setting.ts';
import { fill } from '../shared/fill.ts';

interface Problem {
  /** Where it is on the page; null when the server named something that is not a visible field. */
  field: Instance | null;
  label: string;
  texts: string[];
}

function place(setting: Setting): HTMLElement {
  let box = setting.host.querySelector<HTMLElement>('[data-part="errors"]');
  if (!box) {
    box = make('div', { role: 'alert' });
    box.dataset['part'] = 'errors';
    setting.host.prepend(box);
  }
  box.tabIndex = -1;
  box.classList.add('ot-form-errors');
  return box;
}

/** Empty the error summary. */
export function clearErrors(setting: Setting): void {
  place(setting).replaceChildren();
}

/** A refusal as a whole: one sentence on top. */
export function refuse(setting: Setting, text: string): void {
  const box = place(setting);
  box.replaceChildren(make('p', {}, text));
  announce(setting, '');
  box.focus();
}

/** Say what goes on, to those who see it and those who hear it. */
export function announce(setting: Setting, text: string): void {
  let line = setting.host.querySelector<HTMLElement>('.ot-form-status');
  if (!line) {
    line = make('p', { className: 'ot-form-status', role: 'status' });
    setting.host.append(line);
  }
  line.textContent = text;
}

/** Sum up what form-js found: `errors` is {field id: texts}, nested by index for fields in lists. */
export function localErrors(form: Form, setting: Setting, errors: Record<string, unknown>): void {
  const problems = instances(form).flatMap((field): Problem[] => {
    const texts = Object.values(field.indexes ?? {}).reduce<unknown>(
      (at, index) => (at as unknown[] | undefined)?.[index], errors[field.id]);
    return Array.isArray(texts) && texts.length && texts.every((text) => typeof text === 'string')
      ? [{ field, label: labelOf(form, field), texts: texts as string[] }] : [];
  });
  summarise(form, setting, null, problems);
}

/** Put the server's texts at their fields and sum them up; `fields` is {"a.b.0.c" or "a.b[0].c": texts}. */
export function serverErrors(
  form: Form, setting: Setting, message: string | null, fields: Record<string, string[]>,
): void {
  const known = instances(form);
  const errors: Record<string, unknown> = {};
  const problems = Object.entries(fields).map(([path, texts]): Problem => {
    const wanted = path.replace(/\[(\w+)\]/g, '.$1');
    // The nearest: an error inside a value (the second file of a list) belongs to its field.
    const field = known
      .filter(({ valuePath }) => wanted === valuePath.join('.') || wanted.startsWith(`${valuePath.join('.')}.`))
      .sort((a, b) => b.valuePath.length - a.valuePath.length)[0] ?? null;
    if (field) put(errors, [field.id, ...Object.values(field.indexes ?? {})], texts);
    return { field, label: field ? labelOf(form, field) : '', texts };
  });
  form._setState({ errors } as never);
  summarise(form, setting, message, problems);
}

function put(errors: Record<string, unknown>, path: (string | number)[], texts: string[]): void {
  let at = errors as Record<string | number, unknown>;
  path.slice(0, -1).forEach((key) => {
    at = (at[key] ??= []) as Record<string | number, unknown>;
  });
  const last = path[path.length - 1] as string | number;
  at[last] = [...((at[last] as string[] | undefined) ?? []), ...texts];
}

function labelOf(form: Form, field: Instance): string {
  const found = form.get<{ get(id: string): Record<string, unknown> | undefined }>('formFieldRegistry').get(field.id);
  const label = found?.['label'] ?? found?.['dateLabel'] ?? found?.['key'];
  const row = Object.values(field.indexes ?? {}).map((index) => index + 1).join('.');
  return `${typeof label === 'string' ? label : field.id}${row ? ` (${row})` : ''}`;
}

function summarise(form: Form, setting: Setting, message: string | null, problems: Problem[]): void {
  const box = place(setting);
  const lines = problems.map(({ field, label, texts }) => {
    const text = `${label}${label ? (setting.lang === 'zh' ? '：' : ': ') : ''}${texts.join(setting.lang === 'zh' ? '；' : '; ')}`;
    if (!field) return make('li', {}, text);
    const id = domId(form, field);
    return make('li', {}, make('a', {
      href: `#${id}`, onclick: (event: Event) => {
        event.preventDefault();
        focusField(id);
      },
    }, text));
  });
  box.replaceChildren(
    make('p', {}, message ?? fill(setting.words.problems, { n: problems.length })),
    make('ul', {}, ...lines));
  announce(setting, '');
  box.focus();
}

/** Focus the input of a field; a group of choices has its inputs under the field's id plus a number. */
function focusField(id: string): void {
  const safe = CSS.escape(id);
  const found = document.querySelector<HTMLElement>(
    `input[id="${safe}"]:not(.fjs-hidden), textarea[id="${safe}"], select[id="${safe}"], input[id^="${safe}-"]:not(.fjs-hidden)`)
    ?? document.getElementById(id)?.closest('.fjs-form-field')?.querySelector<HTMLElement>('button, input, [tabindex]')
    ?? document.querySelector<HTMLElement>(`[id^="${safe}"]`);
  found?.scrollIntoView({ block: 'center' });
  found?.focus();
}
