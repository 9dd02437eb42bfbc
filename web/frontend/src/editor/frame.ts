import './editor.css';
import { make } from '../shared/element.ts';
import type { Key } from './words.ts';

/** The parts of the page around an editor. */
export interface Frame {
  canvas: HTMLElement;
  properties: HTMLElement;
  title: HTMLElement;
  findings: HTMLElement;
  status: HTMLElement;
  buttons: Record<Command, HTMLButtonElement>;
}

export type Command = 'save' | 'check' | 'publish' | 'undo' | 'redo' | 'zoomOut' | 'zoomIn' | 'fit' | 'download' | 'hideProperties';

const SIGNS: Partial<Record<Command, string>> = { zoomIn: '+', zoomOut: '−', undo: '↶', redo: '↷', hideProperties: '☰' };

/** Build the frame inside the host: title and tools, drawing area and properties, findings, status line. */
export function frame(host: HTMLElement, words: Record<Key, string>, canPublish: boolean): Frame {
  const button = (command: Command): HTMLButtonElement => {
    const sign = SIGNS[command];
    return make('button', {
      type: 'button', className: `ot-tool ot-tool-${command}`, ...(sign ? { 'aria-label': words[command], title: words[command] } : {}),
    }, sign ?? words[command]);
  };
  const buttons: Record<Command, HTMLButtonElement> = {
    save: button('save'), check: button('check'), publish: button('publish'), undo: button('undo'), redo: button('redo'),
    zoomOut: button('zoomOut'), zoomIn: button('zoomIn'), fit: button('fit'), download: button('download'),
    hideProperties: button('hideProperties'),
  };
  if (!canPublish) buttons.publish.hidden = true;
  const title = make('h2', { className: 'ot-editor-title' });
  const canvas = make('div', { className: 'ot-editor-canvas', role: 'group', 'aria-label': words.canvas });
  const properties = make('aside', { className: 'ot-editor-properties', 'aria-label': words.properties });
  const findings = make('section', { className: 'ot-findings', 'aria-label': words.findings });
  const status = make('p', { className: 'ot-editor-status', role: 'status', 'aria-live': 'polite' });
  buttons.hideProperties.setAttribute('aria-expanded', 'true');
  buttons.hideProperties.addEventListener('click', () => {
    const hidden = host.classList.toggle('ot-editor-wide');
    buttons.hideProperties.setAttribute('aria-expanded', String(!hidden));
  });
  host.classList.add('ot-editor');
  host.replaceChildren(
    title,
    make('div', { className: 'ot-editor-tools', role: 'toolbar', 'aria-label': words.tools }, ...Object.values(buttons)),
    status,
    make('div', { className: 'ot-editor-work' }, canvas, properties),
    findings);
  return { canvas, properties, title, findings, status, buttons };
}
