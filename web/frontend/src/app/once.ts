/**
 * A form marked `data-once` is sent once: a second submit is dropped and its buttons are disabled until the page
 * is shown again (also when it comes back out of the browser's cache).
 */
export function guardOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['once'] === undefined || event.defaultPrevented) return;
    if (form.getAttribute('aria-busy') === 'true') {
      event.preventDefault();
      return;
    }
    form.setAttribute('aria-busy', 'true');
    // After the browser has read the fields: a disabled button's own name and value would be left out.
    setTimeout(() => setDisabled(form, true));
  });
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once][aria-busy]')) {
      form.removeAttribute('aria-busy');
      setDisabled(form, false);
    }
  });
}

function setDisabled(form: HTMLFormElement, disabled: boolean): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button:not([type=button]), input[type=submit]')) {
    button.disabled = disabled;
  }
}
