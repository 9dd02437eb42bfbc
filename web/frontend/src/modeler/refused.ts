import type { Shape } from '../diagram/types.ts';

/** Groups of the panel that edit what the engine refuses at deployment; shown only where a model has such a thing. */
const GROUPS = new Set([
  'CamundaPlatform__FieldInjection', 'CamundaPlatform__ConnectorInput', 'CamundaPlatform__ConnectorOutput',
]);

/** Choices the engine refuses, by the end of the id of the select that offers them. */
const CHOICES: [idEnd: string, values: string[]][] = [
  ['implementationType', ['class', 'delegateExpression', 'connector']],
  ['listenerType', ['class', 'delegateExpression', 'script']],
  ['calledElementType', ['cmmn']],
  ['conditionType', ['script']],
  ['delegateVariableMappingType', ['class', 'delegateExpression']],
  ['-type', ['script']],
  ['scriptType', ['resource']], // A script task has its script in the model: FEEL or Python.
];

interface Entry {
  id?: string;
  component?: Component;
  entries?: Entry[];
  items?: Entry[];
}
type Component = (props: Record<string, unknown>) => Node;
interface Node {
  props: Record<string, unknown>;
}
interface Option {
  value: string;
}

interface PropertiesPanel {
  registerProvider(priority: number, provider: object): void;
}

/**
 * Runs after the panel's own providers (priority 500) and takes away what a deployment would refuse. What a model
 * already carries stays, group or choice, so that it can be seen and changed.
 */
class HideRefused {
  static $inject = ['propertiesPanel'];

  constructor(panel: PropertiesPanel) {
    panel.registerProvider(200, this);
  }

  getGroups(_: Shape): (groups: Entry[]) => Entry[] {
    return (groups) => groups.filter((group) => !GROUPS.has(group.id ?? '') || inUse(group)).map(narrowed);
  }
}

/** Somebody must be able to see and remove what a model has. */
function inUse(group: Entry): boolean {
  return (group.items ?? []).length > 0;
}

function narrowed<T extends Entry>(entry: T): T {
  const values = CHOICES.find(([idEnd]) => entry.id?.endsWith(idEnd))?.[1];
  if (values && entry.component) entry.component = without(entry.component, values);
  entry.entries?.forEach(narrowed);
  entry.items?.forEach(narrowed);
  return entry;
}

/** One wrapper for each component: a new one at each drawing would rebuild the input and lose the focus. */
const wrappers = new WeakMap<Component, Component>();

function without(component: Component, refused: string[]): Component {
  let wrapper = wrappers.get(component);
  if (!wrapper) {
    wrapper = (props) => trim(component(props), refused);
    wrappers.set(component, wrapper);
    wrappers.set(wrapper, wrapper);
  }
  return wrapper;
}

/** The select is drawn either by a component given `getOptions`, or already as an input given `options`. */
function trim(node: Node, refused: string[]): Node {
  const { props } = node;
  if (typeof props['getOptions'] === 'function') {
    const all = props['getOptions'] as (element: unknown) => Option[];
    const value = typeof props['getValue'] === 'function' ? (props['getValue'] as (element: unknown) => string) : () => '';
    props['getOptions'] = (element: unknown) => keep(all(element), value(element), refused);
    return node;
  }
  const children = props['children'];
  for (const child of Array.isArray(children) ? (children as (Node | null)[]) : []) {
    if (child?.props && Array.isArray(child.props['options'])) {
      child.props['options'] = keep(child.props['options'] as Option[], child.props['value'], refused);
    }
  }
  return node;
}

function keep(options: Option[], present: unknown, refused: string[]): Option[] {
  return options.filter(({ value }) => value === present || !refused.includes(value));
}

export const hideRefusedModule = { __init__: ['hideRefused'], hideRefused: ['type', HideRefused] };
