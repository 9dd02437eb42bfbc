import type { Overlays, Registry } from '../diagram/types.ts';
import { make } from '../shared/element.ts';
import type { Finding } from './model.ts';

const SIGNS: Record<Finding['severity'], string> = { error: '!', warning: '?', info: 'i' };

/** One mark at each element that has findings, coloured and shaped by the worst; `findings` come worst first. */
export function marks(
  overlays: Overlays, registry: Registry, findings: Finding[], choose: (finding: Finding) => void,
): void {
  overlays.remove({ type: 'ot-finding' });
  const byElement = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!finding.element || !registry.get(finding.element)) continue;
    byElement.set(finding.element, [...(byElement.get(finding.element) ?? []), finding]);
  }
  for (const [element, [worst, ...more]] of byElement) {
    if (!worst) continue;
    const texts = [worst, ...more].map(({ message }) => message).join('\n');
    overlays.add(element, 'ot-finding', {
      position: { top: -12, left: -12 },
      html: make('button', {
        type: 'button', className: `ot-mark ot-mark-${worst.severity}`, title: texts, 'aria-label': texts, onclick: () => choose(worst),
      }, more.length > 0 ? String(more.length + 1) : SIGNS[worst.severity]),
    });
  }
}
