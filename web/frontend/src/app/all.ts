/** A check box marked `data-all="<id of a form>"` checks every other box of that form, and follows them. */
export function pickAll(): void {
  document.addEventListener('change', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox' || !box.form) return;
    const boxes = [...box.form.elements].filter((item): item is HTMLInputElement => item instanceof HTMLInputElement && item.type === 'checkbox');
    // Not form.id: a field named "id" hides it.
    const own = box.form.getAttribute('id');
    const all = boxes.find((item) => item.dataset['all'] === own);
    if (!all) return;
    const others = boxes.filter((item) => item !== all);
    if (box === all) {
      for (const item of others) item.checked = all.checked;
      return;
    }
    const checked = others.filter((item) => item.checked).length;
    all.checked = checked === others.length;
    all.indeterminate = checked > 0 && !all.checked;
  });
}
