import { make } from '../shared/element.ts';
import { fill } from '../shared/fill.ts';
import type { Finding, Surface } from './model.ts';
import type { Key } from './words.ts';

const ORDER: Record<Finding['severity'], number> = { error: 0, warning: 1, info: 2 };

/** List the findings, worst first, and mark them in the editor; either one leads to the other. */
export function showFindings(
  list: HTMLElement, surface: Surface, words: Record<Key, string>, findings: Finding[],
): void {
  const sorted = [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const items = new Map<Finding, HTMLElement>();
  const entries = sorted.map((finding) => {
    const { severity, message, code, element, line } = finding;
    const where = [element, line === null || line === undefined ? null : fill(words.line, { line })].filter(Boolean).join(' · ');
    const text = [
      make('span', { className: `ot-severity ot-severity-${severity}` }, words[severity]),
      make('span', { className: 'ot-finding-text' }, message),
      make('code', { className: 'ot-finding-code' }, where ? `${code} · ${where}` : code),
    ];
    const item = element
      ? make('button', { type: 'button', className: 'ot-finding', title: words.goTo, onclick: () => surface.reveal(element) }, ...text)
      : make('div', { className: 'ot-finding', tabIndex: -1 }, ...text);
    items.set(finding, item);
    return make('li', {}, item);
  });
  list.replaceChildren(
    make('h3', {}, words.findings),
    make('p', { className: 'ot-findings-count' }, summary(words, findings)),
    entries.length > 0 && make('ol', {}, ...entries) || '');
  surface.mark(sorted, (finding) => {
    const item = items.get(finding);
    item?.scrollIntoView({ block: 'nearest' });
    item?.focus();
  });
}

/** One line for the status: how many of what. */
export function summary(words: Record<Key, string>, findings: Finding[]): string {
  if (findings.length === 0) return words.clean;
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return fill(words.count, { errors: count('error'), warnings: count('warning'), infos: count('info') });
}
