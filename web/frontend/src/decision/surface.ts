import DmnModeler from 'dmn-js/lib/Modeler';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';

import './decision.css';
import type { Canvas, EventBus, Overlays, Registry, Shape } from '../diagram/types.ts';
import type { Frame } from '../editor/frame.ts';
import { marks } from '../editor/marks.ts';
import type { Surface } from '../editor/model.ts';
import { make } from '../shared/element.ts';
import type { Lang } from '../shared/island.ts';
import { translateModule } from '../shared/translate.ts';
import zh from './dmn.zh.json';

/** One thing to edit: the diagram of all decisions, or the logic of one. */
interface View {
  element: { id: string; name?: string; $type: string; $parent?: View['element'] };
  type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
}
interface Viewer {
  get<T>(name: string, strict?: boolean): T;
}
interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}
interface Editor {
  importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
  saveXML(options: object): Promise<{ xml: string }>;
  getActiveViewer(): Viewer | undefined;
  getActiveView(): View | undefined;
  getViews(): View[];
  open(view: View): Promise<unknown>;
  on<T>(event: string, listener: (event: T) => void): void;
}

const DRD: Record<Lang, string> = { zh: '决策关系图', en: 'Decision diagram' };

/** The DMN editor: a tab for the diagram and one for each decision's logic, in one translation. */
export function buildDecision(parts: Frame, lang: Lang): Surface {
  parts.canvas.parentElement?.parentElement?.classList.add('ot-editor-plain');
  const tabs = make('div', { className: 'ot-views', role: 'group' });
  const place = make('div', { className: 'ot-decision' });
  parts.canvas.append(tabs, place);
  const common = { additionalModules: [translateModule(lang, zh)] };
  const editor = new DmnModeler({
    container: place, drd: common, decisionTable: common, literalExpression: common, boxedExpression: common,
  }) as Editor;

  const service = <T>(name: string): T | null => editor.getActiveViewer()?.get<T>(name, false) ?? null;
  const stack = (): CommandStack | null => service<CommandStack>('commandStack');
  let changed: (() => void) | null = null;
  let looked: (() => void) | null = null;
  let shown: Parameters<Surface['mark']> | null = null;

  const mark = (): void => {
    const overlays = service<Overlays>('overlays');
    const registry = service<Registry>('elementRegistry');
    if (shown && overlays && registry && editor.getActiveView()?.type === 'drd') marks(overlays, registry, ...shown);
  };
  editor.on<{ viewer: Viewer }>('viewer.created', ({ viewer }) => {
    viewer.get<EventBus>('eventBus').on('commandStack.changed', (event) => {
      if ((event as { trigger?: string }).trigger !== 'clear') changed?.();
    });
  });
  editor.on<{ views: View[]; activeView?: View }>('views.changed', ({ views, activeView }) => {
    const same = (view: View): boolean => view.type === activeView?.type && view.element.id === activeView.element.id;
    tabs.replaceChildren(...views.map((view) => make('button', {
      type: 'button', className: 'ot-view', 'aria-pressed': String(same(view)), onclick: () => void editor.open(view).then(mark),
    }, view.type === 'drd' ? DRD[lang] : view.element.name ?? view.element.id)));
    looked?.();
  });

  return {
    open: async (xml) => {
      const { warnings } = await editor.importXML(xml);
      const views = editor.getViews();
      const logic = views.filter(({ type }) => type !== 'drd');
      // One decision: its table is what people came for.
      if (logic.length === 1 && logic[0]) await editor.open(logic[0]);
      return warnings.map(({ message }) => message);
    },
    save: async () => (await editor.saveXML({ format: true })).xml,
    onChange: (listener) => {
      changed = listener;
    },
    undo: () => stack()?.undo(),
    redo: () => stack()?.redo(),
    can: () => ({
      undo: stack()?.canUndo() ?? false, redo: stack()?.canRedo() ?? false, zoom: editor.getActiveView()?.type === 'drd',
    }),
    onView: (listener) => {
      looked = listener;
    },
    zoomBy: (factor) => {
      const canvas = editor.getActiveView()?.type === 'drd' ? service<Canvas>('canvas') : null;
      canvas?.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto');
    },
    fit: () => {
      if (editor.getActiveView()?.type === 'drd') service<Canvas>('canvas')?.zoom('fit-viewport', 'auto');
    },
    mark: (findings, choose) => {
      shown = [findings, choose];
      mark();
    },
    reveal: (id) => void reveal(editor, place, id).then(mark),
  };
}

/** Open the view that holds an element (a rule or cell lies in its decision's table) and show the place. */
async function reveal(editor: Editor, place: HTMLElement, id: string): Promise<void> {
  const own = editor.getViews().find(({ type, element }) => type !== 'drd' && element.id === id);
  const candidates = own ? [own] : [...editor.getViews()].sort((a, b) => Number(a.type === 'drd') - Number(b.type === 'drd'));
  for (const view of candidates) {
    await editor.open(view);
    const viewer = editor.getActiveViewer();
    const shape = view.type === 'drd' ? viewer?.get<Registry>('elementRegistry', false)?.get(id) : undefined;
    if (shape) viewer?.get<{ select(shape: Shape): void }>('selection', false)?.select(shape);
    const found = [...place.querySelectorAll(
      ['element', 'row', 'col'].map((kind) => `[data-${kind}-id="${CSS.escape(id)}"]`).join())];
    found[0]?.scrollIntoView({ block: 'center', inline: 'center' });
    for (const part of found) part.classList.add('ot-found');
    setTimeout(() => found.forEach((part) => part.classList.remove('ot-found')), 2500);
    if (own || found.length > 0 || shape) return;
  }
}
