import type { Form } from '@bpmn-io/form-js-viewer';

import { messageOf, send } from '../shared/http.ts';
import { announce } from './errors.ts';
import { instances, type Setting } from './setting.ts';
import { fill } from '../shared/fill.ts';

/** How long after the last change the form is kept without being asked. */
const PAUSE = 20_000;

/**
 * Keep what is filled in so far on the server: by the button `data-part="draft"`, and a while after the last change.
 * `done` is told that nothing would be lost now. Chosen files are not part of it: they live in this page only.
 */
export function keepDraft(form: Form, setting: Setting, done: () => void): void {
  const { host, words } = setting;
  const url = host.dataset['draft'];
  const button = host.querySelector<HTMLButtonElement>('[data-part="draft"]');
  if (!url || !button) return;
  let timer = 0;
  let changes = 0;

  const keep = async (asked: boolean): Promise<void> => {
    window.clearTimeout(timer);
    if (host.getAttribute('aria-busy') === 'true') return;
    const seen = changes;
    const answer = await send('POST', url, { data: entered(form) }, setting.csrf);
    if (answer.ok) {
      if (seen === changes && !hasFiles(form)) done();
      const now = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date());
      announce(setting, fill(words.draftKept, { time: now }));
    } else if (asked) {
      announce(setting, messageOf(answer) ?? fill(words.draftFailed, { status: answer.status }));
    }
  };
  const attempt = (asked: boolean): void => {
    keep(asked).catch(() => {
      if (asked) announce(setting, words.unreachable);
    });
  };

  form.on('field.updated', () => {
    changes += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => attempt(false), PAUSE);
  });
  button.hidden = false;
  button.addEventListener('click', () => attempt(true));
}

/** The fields as they stand, without files. */
function entered(form: Form): Record<string, unknown> {
  const data = structuredClone(form._getSubmitData()) as Record<string, unknown>;
  for (const path of filePaths(form)) {
    const holder = at(data, path.slice(0, -1));
    const last = path.at(-1);
    if (holder && last !== undefined) delete (holder as Record<string | number, unknown>)[last];
  }
  return data;
}

/** Whether leaving now would lose a chosen file. */
function hasFiles(form: Form): boolean {
  const data = form._getSubmitData();
  return filePaths(form).some((path) => at(data, path));
}

function at(data: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((holder, key) => (holder as Record<string | number, unknown> | null | undefined)?.[key], data);
}

function filePaths(form: Form): (string | number)[][] {
  const fields = form.get<{ get(id: string): { type: string } | undefined }>('formFieldRegistry');
  return instances(form).filter((field) => fields.get(field.id)?.type === 'filepicker').map((field) => field.valuePath);
}
