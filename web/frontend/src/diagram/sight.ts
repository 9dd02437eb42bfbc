import type { Canvas, Shape } from './types.ts';

/** Pixels that stay free around a whole diagram: signs hang over the corners of steps. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Show all of the diagram inside the margins, in the middle, never larger than it is. */
export function fitInto(canvas: Canvas, { left, right, top, bottom }: Margins): void {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  if (!inner.width || !inner.height || !outer.width || !outer.height) return;
  const scale = Math.max(0.05, Math.min(1, (outer.width - left - right) / inner.width, (outer.height - top - bottom) / inner.height));
  const [width, height] = [outer.width / scale, outer.height / scale];
  const free = { x: width - (left + right) / scale - inner.width, y: height - (top + bottom) / scale - inner.height };
  canvas.viewbox({ x: inner.x - left / scale - free.x / 2, y: inner.y - top / scale - free.y / 2, width, height });
}

/** Bring a step into the middle, in its own size; on its own plane, if a closed sub-process holds it. */
export function centre(canvas: Canvas, shape: Shape): void {
  canvas.scrollToElement(shape.id);
  const { outer } = canvas.viewbox();
  const [x, y] = [(shape.x ?? 0) + (shape.width ?? 0) / 2, (shape.y ?? 0) + (shape.height ?? 0) / 2];
  canvas.viewbox({ x: x - outer.width / 2, y: y - outer.height / 2, width: outer.width, height: outer.height });
}
