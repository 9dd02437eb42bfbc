/** What happened in one case (or in many), by element id. */
export interface Trace {
  /** Steps and sequence flows that were passed. */
  walked: string[];
  /** Steps where the case waits now. */
  waiting: string[];
  /** Steps whose automatic work failed. */
  failed: string[];
  /** How often an element was entered; shown from 2 on. */
  counts: Record<string, number>;
  /** Names in the language of the page. */
  labels: Record<string, string>;
}

export type State = 'failed' | 'waiting' | 'walked';

/** Fill in what the server left out. */
export function complete(raw: Partial<Trace>): Trace {
  return {
    walked: raw.walked ?? [], waiting: raw.waiting ?? [], failed: raw.failed ?? [],
    counts: raw.counts ?? {}, labels: raw.labels ?? {},
  };
}

/** One state for each element: failed beats waiting beats walked (a step waiting again was walked before). */
export function states(trace: Trace): Map<string, State> {
  const found = new Map<string, State>();
  for (const id of trace.walked) found.set(id, 'walked');
  for (const id of trace.waiting) found.set(id, 'waiting');
  for (const id of trace.failed) found.set(id, 'failed');
  return found;
}
