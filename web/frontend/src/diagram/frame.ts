import { make } from '../shared/element.ts';
import type { Key } from './words.ts';

/** What the buttons do; `current` is null when nothing waits, `whole` where the browser does not give the whole screen. */
export interface View {
  zoomBy(factor: number): void;
  fit(): void;
  current: (() => void) | null;
  whole: (() => void) | null;
}

/** The buttons above the diagram: everything a mouse or a finger can do, for the keyboard. */
export function toolbar(words: Record<Key, string>, view: View): HTMLElement {
  const button = (label: string, onclick: () => void, sign?: string): HTMLElement =>
    make('button', { type: 'button', className: 'ot-tool', onclick, ...(sign ? { 'aria-label': label, title: label } : {}) },
      sign ?? label);
  return make('div', { className: 'ot-diagram-tools', role: 'toolbar', 'aria-label': words.diagram },
    button(words.zoomIn, () => view.zoomBy(1.25), '+'),
    button(words.zoomOut, () => view.zoomBy(0.8), '−'),
    button(words.fit, () => view.fit()),
    view.current && button(words.current, view.current),
    view.whole && button(words.whole, view.whole));
}

/** What the lines and signs mean. */
export function legend(words: Record<Key, string>): HTMLElement {
  const item = (state: string, sign: string, text: string): HTMLElement =>
    make('li', {}, make('span', { className: `ot-sign ot-sign-${state}`, 'aria-hidden': 'true' }, sign), text);
  return make('ul', { className: 'ot-legend', 'aria-label': words.legend },
    item('walked', '✓', words.walked), item('waiting', '●', words.waiting),
    item('failed', '!', words.failed), item('open', '', words.open));
}
