import type { Lang } from './island.ts';
import { noteUntranslated } from './untranslated.ts';

type Translate = (text: string, values?: Record<string, string>) => string;

/**
 * The `translate` module of diagram-js and its relatives for one dictionary. Names of types come in several
 * spellings ("User Task", "User task", "Timer Boundary Event (Non Interrupting)"), so case and hyphen don't count
 * where the exact text is unknown. In Chinese, a text without an entry is noted for the browser test.
 */
export function translateModule(lang: Lang, zh: Record<string, string>): object {
  const loose = new Map(Object.entries(zh).map(([text, said]) => [spelling(text), said]));
  const translate: Translate = (text, values = {}) => {
    let said = text;
    if (lang === 'zh' && text) {
      const known = zh[text] ?? loose.get(spelling(text));
      if (known === undefined) noteUntranslated(text);
      said = known ?? text;
    }
    return said.replace(/\{([^}]+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : value;
    });
  };
  return { translate: ['value', translate] };
}

function spelling(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, ' ').trim();
}
