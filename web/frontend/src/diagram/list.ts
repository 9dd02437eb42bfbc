import { make } from '../shared/element.ts';
import { states, type State, type Trace } from './trace.ts';
import type { Registry } from './types.ts';
import type { Key } from './words.ts';

/** The diagram in words: what waits, what failed, what was done, in the order of the trace. */
export function inWords(registry: Registry, trace: Trace, words: Record<Key, string>): HTMLElement {
  const found = states(trace);
  const line = (id: string): HTMLElement | null => {
    const shape = registry.get(id);
    if (!shape || shape.waypoints || shape.labelTarget) return null;
    const name = trace.labels[id] ?? shape.businessObject.name;
    // Gateways and events without a name say nothing to a reader.
    if (!name && !/Task|Activity|SubProcess/.test(shape.type)) return null;
    const count = trace.counts[id] ?? 1;
    const text = name ?? words.unnamed;
    return make('li', {}, count > 1 ? `${text} (${words.times.replace('{n}', String(count))})` : text);
  };
  const part = (state: State, ids: string[]): HTMLElement[] => {
    const lines = [...new Set(ids)].filter((id) => found.get(id) === state).map(line).filter((li) => li !== null);
    if (state === 'failed' && lines.length === 0) return [];
    return [
      make('h4', {}, words[state]),
      lines.length ? make('ol', {}, ...lines) : make('p', {}, words.none),
    ];
  };
  return make('details', { className: 'ot-diagram-words' },
    make('summary', {}, words.inWords),
    ...part('waiting', trace.waiting), ...part('failed', trace.failed), ...part('walked', trace.walked));
}
