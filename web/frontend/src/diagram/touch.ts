import type { Canvas } from './types.ts';

/**
 * Fingers: one finger moves the diagram sideways and the page up and down (css `touch-action: pan-y`), two fingers
 * zoom and move it freely. bpmn-js itself handles the mouse only.
 */
export function panByTouch(frame: HTMLElement, canvas: Canvas): void {
  const down = new Map<number, PointerEvent>();
  const spread = (): number => {
    const [a, b] = [...down.values()];
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  };
  frame.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') down.set(event.pointerId, event);
  });
  frame.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const wide = spread();
    down.set(event.pointerId, event);
    const share = 1 / down.size;
    canvas.scroll({ dx: (event.clientX - before.clientX) * share, dy: (event.clientY - before.clientY) * share });
    if (wide > 0) canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * (spread() / wide))));
  });
  const up = (event: PointerEvent): void => {
    down.delete(event.pointerId);
  };
  frame.addEventListener('pointerup', up);
  frame.addEventListener('pointercancel', up);
}
