type Child = Node | string | null | undefined | false;

/**
 * Build an element: `make('button', { type: 'button', onclick: f }, 'text')`. Keys with a dash and `role` become
 * attributes, the others properties. Text is always text, never HTML.
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Record<string, unknown> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.includes('-') || key === 'role' || key === 'for') element.setAttribute(key, value === true ? '' : String(value));
    else Object.assign(element, { [key]: value });
  }
  for (const child of children) if (child) element.append(child);
  return element;
}
