import { SelectEntry } from '@bpmn-io/properties-panel';

import type { Shape } from '../diagram/types.ts';
import type { Lang, Words } from '../shared/island.ts';

/** A service task for one topic, as the server knows it: the element template that desktop modelers read too. */
export interface Template {
  id: string;
  name: string;
  description: string;
  category: { name: string };
  properties: { value: string; binding: { type: string; name: string } }[];
}

interface Element extends Record<string, unknown> {
  $type: string;
  name?: string;
  get(name: string): unknown;
}
interface Panel {
  registerProvider(priority: number, provider: object): void;
}
interface Factory {
  create(type: string, properties: object): Element;
}
interface Commands {
  execute(command: string, context: object): void;
}
interface Group {
  id: string;
}

const WORDS: Words<'group' | 'topic' | 'none' | 'other'> = {
  zh: { group: '对接系统', topic: '服务', none: '请选择', other: '其他主题：' },
  en: { group: 'Connected system', topic: 'Service', none: 'Choose', other: 'Another topic: ' },
};
const TASKS = new Set(['bpmn:ServiceTask', 'bpmn:SendTask']);

/** A choice of the topics that somebody answers, above the implementation of a service task. */
class Topics {
  static $inject = ['propertiesPanel', 'bpmnFactory', 'commandStack', 'topicTemplates'];

  constructor(
    panel: Panel, private readonly factory: Factory, private readonly commands: Commands,
    private readonly given: { templates: Template[]; lang: Lang },
  ) {
    panel.registerProvider(120, this);
  }

  getGroups(element: Shape): (groups: Group[]) => Group[] {
    return (groups) => {
      if (!TASKS.has(element.businessObject.$type) || this.given.templates.length === 0) return groups;
      const words = WORDS[this.given.lang];
      const at = groups.findIndex(({ id }) => id === 'CamundaPlatform__Implementation');
      const own = { id: 'onething__Topic', label: words.group, entries: [{ id: 'onething-topic', element, component: this.chooser }] };
      return at < 0 ? [...groups, own as Group] : [...groups.slice(0, at), own as Group, ...groups.slice(at)];
    };
  }

  /** One function for all elements: a new one at each drawing would rebuild the field and lose the focus. */
  private readonly chooser = ({ element, id }: { element: Shape; id: string }): unknown => {
    const { templates, lang } = this.given;
    const words = WORDS[lang];
    const business = element.businessObject as unknown as Element;
    const topic = business.get('camunda:type') === 'external' ? String(business.get('camunda:topic') ?? '') : '';
    const present = templates.find((template) => topicOf(template) === topic);
    return SelectEntry({
      element, id, label: words.topic, debounce: (run: unknown) => run, getValue: () => topic, description: present?.description ?? '',
      setValue: (value: string) => this.choose(element, templates.find((template) => topicOf(template) === value)),
      getOptions: () => [
        ...(topic ? [] : [{ value: '', label: words.none }]),
        ...(topic && !present ? [{ value: topic, label: words.other + topic }] : []),
        ...grouped(templates),
      ],
    });
  };

  /** Type, topic, a name where there is none, and the inputs the topic reads that the task has not: one step to undo. */
  private choose(element: Shape, template: Template | undefined): void {
    if (!template) return;
    const business = element.businessObject as unknown as Element;
    const steps: object[] = [this.update(element, business, {
      'camunda:type': 'external', 'camunda:topic': topicOf(template), ...(business.name ? {} : { name: template.name.replace(/^.*?(：|: )/, '') }),
    })];
    let extensions = business.get('extensionElements') as Element | undefined;
    let mapping = (extensions?.get('values') as Element[] | undefined)?.find(({ $type }) => $type === 'camunda:InputOutput');
    const held = (mapping?.get('inputParameters') as Element[] | undefined) ?? [];
    const fresh = template.properties.filter(({ binding: { type, name } }) => type === 'camunda:inputParameter' && !held.some((input) => input.name === name));
    if (fresh.length > 0) {
      if (!extensions) {
        extensions = this.under(business, 'bpmn:ExtensionElements', { values: [] });
        steps.push(this.update(element, business, { extensionElements: extensions }));
      }
      if (!mapping) {
        mapping = this.under(extensions, 'camunda:InputOutput', { inputParameters: [], outputParameters: [] });
        steps.push(this.update(element, extensions, { values: [...(extensions.get('values') as Element[]), mapping] }));
      }
      const parent = mapping;
      const inputs = fresh.map(({ value, binding: { name } }) => this.under(parent, 'camunda:InputParameter', { name, value }));
      steps.push(this.update(element, mapping, { inputParameters: [...held, ...inputs] }));
    }
    this.commands.execute('properties-panel.multi-command-executor', steps);
  }

  private under(parent: Element, type: string, properties: object): Element {
    const made = this.factory.create(type, properties);
    made['$parent'] = parent;
    return made;
  }

  private update(element: Shape, moddleElement: Element, properties: object): object {
    return { cmd: 'element.updateModdleProperties', context: { element, moddleElement, properties } };
  }
}

function topicOf(template: Template): string {
  return template.properties.find(({ binding }) => binding.name === 'camunda:topic')?.value ?? '';
}

/** Options by system, in the order the server has them; within one the label alone is enough. */
function grouped(templates: Template[]): object[] {
  const systems = new Map<string, object[]>();
  for (const template of templates) {
    const { name } = template.category;
    const option = { value: topicOf(template), label: template.name.replace(/^.*?(：|: )/, '') };
    systems.set(name, [...(systems.get(name) ?? []), option]);
  }
  return [...systems].map(([label, children]) => ({ label, children }));
}

/** The module of the modeler that offers these topics. */
export function topicsModule(templates: Template[], lang: Lang): object {
  return { __init__: ['topics'], topics: ['type', Topics], topicTemplates: ['value', { templates, lang }] };
}
