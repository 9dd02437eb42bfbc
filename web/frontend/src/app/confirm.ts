import { ask } from '../shared/dialog.ts';
import { langOf } from '../shared/island.ts';

/**
 * Ask before anything marked `data-confirm="question"`: a form (asked at submit), a link or a button (asked at
 * click). Optional: data-confirm-ok (text of the button), data-danger. The listeners run in the capture phase, so
 * htmx sees the event only after the person agreed.
 */
export function guardConfirm(): void {
  let agreed: Element | null = null;

  const intercept = (event: Event, marked: HTMLElement, again: () => void): void => {
    if (agreed === marked) {
      agreed = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { confirm, confirmOk, danger } = marked.dataset;
    void ask({
      lang: langOf(document.documentElement), text: confirm ?? '',
      ...(confirmOk ? { ok: confirmOk } : {}), danger: danger !== undefined,
    }).then((answer) => {
      if (answer === null) return;
      agreed = marked;
      again();
      agreed = null;
    });
  };

  document.addEventListener('click', (event) => {
    const marked = event.target instanceof Element
      ? event.target.closest<HTMLElement>('a[data-confirm], button[data-confirm], input[data-confirm]') : null;
    if (marked) intercept(event, marked, () => marked.click());
  }, true);

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['confirm'] === undefined) return;
    const submitter = event.submitter;
    intercept(event, form, () => form.requestSubmit(submitter));
  }, true);
}
