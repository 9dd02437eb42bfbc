import './dialog.css';
import { make } from './element.ts';
import type { Lang, Words } from './island.ts';

const WORDS: Words<'ok' | 'cancel'> = { zh: { ok: '确定', cancel: '取消' }, en: { ok: 'OK', cancel: 'Cancel' } };

export interface Question {
  lang: Lang;
  text: string;
  ok?: string;
  danger?: boolean;
  /** Ask for a line of text too; the answer is required unless `optional`. */
  note?: { label: string; optional?: boolean };
}

/** Ask in a modal dialog. Answers null when the person declines, else the note (empty when none was asked for). */
export function ask(question: Question): Promise<string | null> {
  const words = WORDS[question.lang];
  const before = document.activeElement;
  const input = question.note
    ? make('textarea', { rows: 3, required: !question.note.optional, className: 'ot-dialog-note' }) : null;
  const form = make('form', { method: 'dialog' },
    make('p', { className: 'ot-dialog-text', id: 'ot-dialog-text' }, question.text),
    input && make('label', {}, question.note?.label ?? '', input),
    make('div', { className: 'ot-dialog-buttons' },
      make('button', { type: 'button', className: 'secondary', onclick: () => dialog.close('') }, words.cancel),
      make('button', { type: 'submit', value: 'ok', className: question.danger ? 'danger' : '' }, question.ok ?? words.ok)));
  const dialog = make('dialog', { className: 'ot-dialog', 'aria-labelledby': 'ot-dialog-text' }, form);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'ok' ? (input?.value.trim() ?? '') : null);
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    (input ?? form.querySelector<HTMLElement>('button[type=submit]'))?.focus();
  });
}
