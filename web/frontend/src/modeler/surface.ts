import Modeler from 'bpmn-js/lib/Modeler';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import {
  BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import platformBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';

import { fitInto } from '../diagram/sight.ts';
import type { Canvas, EventBus, Overlays, Registry, Shape } from '../diagram/types.ts';
import type { Frame } from '../editor/frame.ts';
import { marks } from '../editor/marks.ts';
import type { Surface } from '../editor/model.ts';
import type { Lang } from '../shared/island.ts';
import { translateModule } from '../shared/translate.ts';
import zh from './bpmn.zh.json';
import { dialect } from './dialect.ts';
import { translateLabelsModule } from './labels.ts';
import { platformModdle, sayPlatform } from './platform.ts';
import { hideRefusedModule } from './refused.ts';
import { topicsModule, type Template } from './topics.ts';

interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

/**
 * The BPMN editor for the Camunda 7 dialect, put together from its parts: the ready-made bundle brings a second
 * dialect and a second way to apply element templates. The platform behaviours stay on: they remove attributes that no
 * longer fit when an implementation changes.
 */
export function buildModeler(parts: Frame, lang: Lang, templates: Template[]): Surface {
  const modeler = new Modeler({
    container: parts.canvas,
    propertiesPanel: { parent: parts.properties },
    moddleExtensions: { camunda: dialect(), modeler: platformModdle },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule,
      platformBehaviors, CreateAppendAnythingModule, hideRefusedModule, translateLabelsModule, translateModule(lang, zh),
      topicsModule(templates, lang),
    ],
  });
  const get = <T>(name: string): T => modeler.get<T>(name);
  const canvas = get<Canvas>('canvas');
  const stack = get<CommandStack>('commandStack');
  return {
    open: async (xml) => {
      const { warnings } = await modeler.importXML(xml);
      fit(canvas);
      return warnings.map((warning) => (warning as unknown as { message: string }).message);
    },
    save: async () => {
      sayPlatform(modeler.getDefinitions() as Parameters<typeof sayPlatform>[0]);
      const { xml } = await modeler.saveXML({ format: true });
      if (xml === undefined) throw new Error('the model could not be written');
      return xml;
    },
    onChange: (listener) => get<EventBus>('eventBus').on('commandStack.changed', (event) => {
      if ((event as { trigger?: string }).trigger !== 'clear') listener();
    }),
    undo: () => stack.undo(),
    redo: () => stack.redo(),
    can: () => ({ undo: stack.canUndo(), redo: stack.canRedo(), zoom: true }),
    onView: () => undefined, // One view only.
    zoomBy: (factor) => canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto'),
    fit: () => fit(canvas),
    mark: (findings, choose) => marks(get<Overlays>('overlays'), get<Registry>('elementRegistry'), findings, choose),
    reveal: (id) => {
      const shape = get<Registry>('elementRegistry').get(id);
      if (!shape) return;
      canvas.scrollToElement(id, 100);
      get<{ select(shape: Shape): void }>('selection').select(shape);
    },
  };
}

/** Show all, and beside the palette (94 px wide, 20 from the edge) rather than under it. */
function fit(canvas: Canvas): void {
  fitInto(canvas, { left: 135, right: 25, top: 25, bottom: 25 });
}
