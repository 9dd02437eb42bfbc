import type { Canvas } from './types.ts';
import type { View } from './frame.ts';

const STEP = 60;
const ARROWS: Record<string, { dx: number; dy: number }> = {
  ArrowLeft: { dx: STEP, dy: 0 }, ArrowRight: { dx: -STEP, dy: 0 }, ArrowUp: { dx: 0, dy: STEP }, ArrowDown: { dx: 0, dy: -STEP },
};

/**
 * Keys and wheel. With the focus in the diagram the arrows move it and + - 0 zoom it. The wheel belongs to the page,
 * so that it can be scrolled past the diagram; with Ctrl (also what a pinch on a touch pad sends) it zooms.
 */
export function keysAndWheel(frame: HTMLElement, canvas: Canvas, view: View): void {
  frame.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) canvas.scroll(arrow);
    else if (event.key === '+' || event.key === '=') view.zoomBy(1.25);
    else if (event.key === '-') view.zoomBy(0.8);
    else if (event.key === '0') view.fit();
    else return;
    event.preventDefault();
  });
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    const level = Math.min(4, Math.max(0.1, canvas.zoom() * Math.exp(-event.deltaY / 300)));
    canvas.zoom(level, { x: event.clientX - box.left, y: event.clientY - box.top });
  }, { passive: false });
}
