declare global {
  interface Window {
    /** Texts of the embedded editors that were shown in Chinese pages without a translation: must stay empty. */
    __untranslated?: string[];
  }
}

/** Note a text that has no Chinese, so that a browser test can fail on it. Texts without Latin letters are fine. */
export function noteUntranslated(text: string): void {
  const seen = (window.__untranslated ??= []);
  if (/[A-Za-z]{2}/.test(text) && !seen.includes(text)) seen.push(text);
}
