import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

import { make } from '../shared/element.ts';
import type { State, Trace } from './trace.ts';
import type { Canvas, EventBus, Overlays, Registry, Shape } from './types.ts';
import type { Key } from './words.ts';

/** Line and fill of a state; dark enough on white (at least 4.5:1) to serve as text colours too. */
const COLOURS: Record<State, { stroke: string; fill: string }> = {
  walked: { stroke: '#1b6e3c', fill: '#e4f4ea' },
  waiting: { stroke: '#8a5300', fill: '#fff3d6' },
  failed: { stroke: '#b3261e', fill: '#fde7e5' },
};
const SIGNS: Record<State, string> = { walked: '✓', waiting: '●', failed: '!' };

/**
 * Colour exactly the elements of the trace. Colour is never alone: the line changes too (css), steps carry a sign,
 * and both the sign and the shape have a title. An id the diagram does not know is left out (an older version).
 */
export function paint(
  viewer: NavigatedViewer, found: Map<string, State>, trace: Trace, words: Record<Key, string>,
): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const events = viewer.get<EventBus>('eventBus');
  for (const [id, state] of found) {
    const shape = registry.get(id);
    if (!shape) continue;
    // Through the DI, not css: only so do the arrow heads of the flows take the colour as well.
    shape.di?.set('bioc:stroke', COLOURS[state].stroke);
    // A sub-process drawn open is told by its line: filled, the step that waits in it would not stand out.
    if (!shape.waypoints && !isOpenScope(shape)) shape.di?.set('bioc:fill', COLOURS[state].fill);
    events.fire('element.changed', { element: shape });
    canvas.addMarker(id, `ot-${state}`);
    const name = trace.labels[id] ?? shape.businessObject.name ?? words.unnamed;
    const graphics = registry.getGraphics(id);
    if (graphics) titled(graphics, `${name}: ${words[state]}`);
    if (carriesSign(shape)) overlays.add(id, 'ot-state', sign(state, `${name}: ${words[state]}`));
  }
  for (const [id, count] of Object.entries(trace.counts)) {
    const shape = registry.get(id);
    if (count < 2 || !shape || !shape.width) continue;
    overlays.add(id, 'ot-count', {
      position: { bottom: 10, right: 14 },
      html: make('span', { className: 'ot-count', title: words.times.replace('{n}', String(count)) }, `×${count}`),
    });
  }
}

function isOpenScope(shape: Shape): boolean {
  return /SubProcess|Transaction/.test(shape.type) && !shape.collapsed;
}

/** Flows, lanes and pools are told by their line alone. */
function carriesSign(shape: Shape): boolean {
  return !shape.waypoints && !/Participant|Lane|Process|TextAnnotation|DataObject|DataStore/.test(shape.type);
}

function sign(state: State, title: string): { position: object; html: HTMLElement } {
  const html = make('span', { className: `ot-sign ot-sign-${state}`, title, 'aria-hidden': 'true' }, SIGNS[state]);
  return { position: { top: -11, left: -11 }, html };
}

function titled(graphics: SVGElement, text: string): void {
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = text;
  graphics.prepend(title);
}
