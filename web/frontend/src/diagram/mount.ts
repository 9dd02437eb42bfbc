import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';

import './diagram.css';
import { make } from '../shared/element.ts';
import { getJson, getText } from '../shared/http.ts';
import { need, type Lang } from '../shared/island.ts';
import { legend, toolbar, type View } from './frame.ts';
import { keysAndWheel } from './keys.ts';
import { inWords } from './list.ts';
import { paint } from './paint.ts';
import { centre, fitInto } from './sight.ts';
import { panByTouch } from './touch.ts';
import { complete, states, type Trace } from './trace.ts';
import type { Canvas, Registry } from './types.ts';
import { WORDS } from './words.ts';

/** Draw the diagram of `data-xml` and, where `data-trace` is given, what the case has done so far. */
export async function mountDiagram(host: HTMLElement, lang: Lang): Promise<void> {
  const words = WORDS[lang];
  const [xml, trace] = await Promise.all([
    getText(need(host, 'xml')),
    host.dataset['trace'] ? getJson<Partial<Trace>>(host.dataset['trace']).then(complete) : complete({}),
  ]);
  const keys = make('p', { className: 'ot-visually-hidden', id: `ot-keys-${serial()}` }, words.keys);
  const frame = make('div', {
    className: 'ot-diagram-canvas', role: 'group', 'aria-label': words.diagram, 'aria-describedby': keys.id,
  });
  host.replaceChildren(keys, frame);
  host.classList.add('ot-diagram');

  const viewer = new NavigatedViewer({ container: frame, zoomScroll: { enabled: false } });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');

  const found = states(trace);
  paint(viewer, found, trace, words);

  // Where it stands: steps rather than the sub-processes around them. Asked again, the next of several.
  const known = [...trace.waiting, ...trace.failed].map((id) => registry.get(id)).filter((shape) => shape !== undefined);
  const steps = known.filter((shape) => !/SubProcess|Transaction/.test(shape.type));
  const here = steps.length > 0 ? steps : known;
  let next = 0;
  const view: View = {
    zoomBy: (factor) => canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * factor)), 'auto'),
    fit: () => fitInto(canvas, { left: 20, right: 20, top: 20, bottom: 20 }),
    current: here.length > 0 ? () => {
      const shape = here[next % here.length];
      next += 1;
      if (shape) centre(canvas, shape);
    } : null,
    whole: document.fullscreenEnabled ? () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void host.requestFullscreen();
    } : null,
  };
  host.prepend(toolbar(words, view));
  if (found.size > 0) host.append(legend(words), inWords(registry, trace, words));
  view.fit();
  // A long process fitted into the page is a pattern of dots; then where the case stands says more than the whole.
  if (view.current && canvas.zoom() < READABLE) view.current();

  keysAndWheel(frame, canvas, view);
  panByTouch(frame, canvas);
  new ResizeObserver(() => canvas.resized()).observe(frame);
  host.addEventListener('fullscreenchange', () => {
    next = 0;
    view.fit();
    if (view.current && canvas.zoom() < READABLE) view.current();
  });
}

/** Below this scale no name can be read. */
const READABLE = 0.45;
let last = 0;
function serial(): number {
  last += 1;
  return last;
}
