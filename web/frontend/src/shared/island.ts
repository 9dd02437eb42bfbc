import './island.css';

/** The two languages every text exists in. */
export type Lang = 'zh' | 'en';

/** The same set of texts in both languages; a missing one is a type error. */
export type Words<K extends string> = Record<Lang, Record<K, string>>;

/** Language of an element: its own data-lang, else that of the page; Chinese unless it says English. */
export function langOf(element: HTMLElement): Lang {
  const said = element.dataset['lang'] ?? document.documentElement.lang;
  return said.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

const FAILED: Record<Lang, string> = {
  zh: '这部分内容未能打开，请刷新页面重试；若仍不行，请联系系统管理员。',
  en: 'This part could not be opened. Reload the page; if it still fails, ask the system administrator.',
};

/**
 * Mount `name` on every `[data-island="name"]`, now and in content that htmx swaps in later. An island that
 * fails says so in its own place and leaves the rest of the page alone.
 */
export function island(name: string, mount: (element: HTMLElement, lang: Lang) => void | Promise<void>): void {
  const mountAll = (root: ParentNode): void => {
    const found = [...root.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)];
    if (root instanceof HTMLElement && root.matches(`[data-island="${name}"]`)) found.push(root);
    for (const element of found) {
      if (element.dataset['mounted']) continue;
      element.dataset['mounted'] = 'pending';
      const lang = langOf(element);
      Promise.resolve()
        .then(() => mount(element, lang))
        .then(() => {
          element.dataset['mounted'] = 'true';
        })
        .catch((error: unknown) => {
          element.dataset['mounted'] = 'failed';
          console.error(`island ${name}`, error);
          const note = document.createElement('p');
          note.className = 'ot-failed';
          note.setAttribute('role', 'alert');
          note.textContent = FAILED[lang];
          element.prepend(note);
        });
    }
  };
  mountAll(document);
  document.addEventListener('htmx:load', (event) => {
    if (event.target instanceof HTMLElement) mountAll(event.target);
  });
}

/** The value of a required data attribute. Throws when the page forgot it. */
export function need(element: HTMLElement, name: string): string {
  const value = element.dataset[name];
  if (value === undefined) throw new Error(`data-${name} is missing`);
  return value;
}
