/** A component of a form-js schema, as far as its place on the page goes. */
export type Placed = {
  id?: string; type?: string; subtype?: string; label?: string; dateLabel?: string; components?: Placed[];
  conditional?: unknown; layout?: { row?: string; columns?: number | null }; properties?: Record<string, unknown>;
};

/** What is short enough to stand beside another of its sort. */
const FIELDS = new Set(['textfield', 'number', 'select', 'datetime']);
const ALONE = new Set(['geo', 'sign']);
const LONGEST = 38;
const HALF = 8;

/**
 * Short fields that follow each other stand side by side, and so do ticks: a form whose author placed nothing fits the screen
 * it is filled in on. The order stays; a form in which anything has a row of its own is left as it was drawn.
 */
export function arrange(schema: Placed): void {
  if (!placed(schema)) pairs(schema);
}

function placed(component: Placed): boolean {
  return !!component.layout?.row || !!component.components?.some(placed);
}

let rows = 0;

function pairs(parent: Placed): void {
  const all = parent.components ?? [];
  for (let at = 0; at < all.length; at += 1) {
    const [first, second] = [all[at] as Placed, all[at + 1]];
    pairs(first);
    if (!second || sort(first) === null || sort(first) !== sort(second)) continue;
    const row = `beside-${(rows += 1)}`; // not by id: a form may come without any
    for (const one of [first, second]) one.layout = { row, columns: HALF };
    at += 1;
  }
}

function sort(component: Placed): string | null {
  const label = component.label ?? component.dateLabel ?? '';
  // One that comes and goes would move its neighbour.
  if (component.conditional || width(label) > LONGEST || ALONE.has(String(component.properties?.['kind'] ?? ''))) return null;
  if (component.type === 'checkbox') return 'tick';
  return FIELDS.has(component.type ?? '') && component.subtype !== 'datetime' ? 'field' : null;
}

/** A Chinese letter is as wide as two others. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
}
