/** The model as the server gave it. */
export interface Model {
  key: string;
  name: string;
  xml: string;
  /** The version last published; null or 0 when there is none. */
  version: number | null;
  /** Counts the saved drafts; sent back so that nobody overwrites another's draft unseen. */
  revision: number;
  source: string;
  /** The server made the drawing, or a part of it: the file has none until it is saved. */
  laid_out: boolean;
}

/** Something the server says about the model; `element` is an id in it, `line` a line of the XML (from 1). */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  element: string | null;
  line: number | null;
}

/** What the frame needs of an editor, BPMN or DMN. */
export interface Surface {
  /** Open the XML; answers what was not recognised. */
  open(xml: string): Promise<string[]>;
  save(): Promise<string>;
  onChange(listener: () => void): void;
  undo(): void;
  redo(): void;
  /** What makes sense right now; a decision table cannot be zoomed. */
  can(): { undo: boolean; redo: boolean; zoom: boolean };
  /** Told when `can` may answer differently though nothing was changed (another view was opened). */
  onView(listener: () => void): void;
  zoomBy(factor: number): void;
  fit(): void;
  /** Show findings at their elements; `choose` is called when a person clicks one there. */
  mark(findings: Finding[], choose: (finding: Finding) => void): void;
  /** Bring an element into view and select it. */
  reveal(element: string): void;
}
