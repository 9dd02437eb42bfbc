/** The small part of diagram-js these islands use; the library's own types are wider and partly `any`. */
export interface Shape {
  id: string;
  type: string;
  collapsed?: boolean;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  waypoints?: unknown[];
  labelTarget?: Shape;
  businessObject: { name?: string; id: string; $type: string };
  di?: { set(name: string, value: unknown): void };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Canvas {
  zoom(level?: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  viewbox(box?: Box): Box & { inner: Box; outer: { width: number; height: number } };
  scroll(delta: { dx: number; dy: number }): void;
  scrollToElement(id: string, padding?: number): void;
  resized(): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
}

export interface Registry {
  get(id: string): Shape | undefined;
  getGraphics(id: string): SVGElement | undefined;
  filter(test: (shape: Shape) => boolean): Shape[];
}

export interface Overlays {
  add(element: string, type: string, overlay: { position: object; html: HTMLElement; scale?: boolean }): string;
  remove(filter: { type: string }): void;
}

export interface EventBus {
  on(event: string | string[], listener: (event: { element?: Shape }) => void): void;
  fire(event: string, payload: object): void;
}
