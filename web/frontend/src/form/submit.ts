import type { Form } from '@bpmn-io/form-js-viewer';

import { messageOf, send, Unreachable, type Answer } from '../shared/http.ts';
import { need } from '../shared/island.ts';
import { keepDraft } from './draft.ts';
import { announce, localErrors, refuse, serverErrors, clearErrors } from './errors.ts';
import type { Setting } from './setting.ts';
import { storedIds, UploadRefused } from './upload.ts';
import { fill } from '../shared/fill.ts';

/**
 * Take over the submission of the page's form: check, upload, send, show the answer. One at a time: while it runs
 * the form is aria-busy and its buttons are disabled. Leaving with unsent entries asks first.
 */
export function guardSubmit(form: Form, setting: Setting): void {
  const { host } = setting;
  let dirty = false;
  form.on('field.updated', () => {
    dirty = true;
  });
  keepDraft(form, setting, () => {
    dirty = false;
  });
  host.addEventListener('reset', (event) => {
    event.preventDefault();
    form.reset();
    clearErrors(setting);
  });
  window.addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault();
  });
  host.addEventListener('submit', (event) => {
    event.preventDefault();
    if (host.getAttribute('aria-busy') === 'true') return;
    busy(host, true);
    attempt(form, setting, event.submitter)
      .then((redirect) => {
        if (redirect === null) {
          busy(host, false);
          return;
        }
        // Stay busy: the next page is on its way.
        dirty = false;
        window.location.assign(redirect);
      })
      .catch((error: unknown) => {
        busy(host, false);
        console.error(error);
        refuse(setting, error instanceof Unreachable ? setting.words.unreachable
          : fill(setting.words.refused, { status: '?' }));
      });
  });
}

/** One attempt. Answers where to go next, or null when the person has something to correct. */
async function attempt(form: Form, setting: Setting, submitter: HTMLElement | null): Promise<string | null> {
  const { host, words } = setting;
  clearErrors(setting);
  const { data, errors } = form.submit();
  if (Object.keys(errors).length > 0) {
    localErrors(form, setting, errors as Record<string, unknown>);
    return null;
  }
  let sent: Record<string, unknown>;
  try {
    sent = await storedIds(form, setting, data as Record<string, unknown>);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    refuse(setting, error.message);
    return null;
  }
  announce(setting, words.sending);
  const key = host.dataset['key'] ?? '';
  const version = host.dataset['version'];
  // A page with several ways out (agree, return) names its buttons; the pressed one goes along.
  const action = submitter instanceof HTMLButtonElement && submitter.name
    ? { [submitter.name]: submitter.value } : {};
  const body = { data: sent, version: version ? Number(version) : null, key, ...action };
  const answer = await send(host.dataset['method'] ?? 'POST', need(host, 'action'), body, setting.csrf,
    key ? { 'Idempotency-Key': key } : {});
  announce(setting, '');
  return read(form, setting, answer);
}

function read(form: Form, setting: Setting, answer: Answer): string | null {
  const body = (answer.body ?? {}) as { redirect?: string; fields?: Record<string, string[]> };
  const { words } = setting;
  if (answer.ok && typeof body.redirect === 'string') return body.redirect;
  if (answer.status === 422 && body.fields && Object.keys(body.fields).length > 0) {
    serverErrors(form, setting, messageOf(answer), body.fields);
    return null;
  }
  const known: Record<number, string> = { 403: words.forbidden, 409: words.stale, 413: words.tooLarge };
  refuse(setting, messageOf(answer) ?? known[answer.status] ?? fill(words.refused, { status: answer.status }));
  return null;
}

function busy(host: HTMLFormElement, on: boolean): void {
  if (on) host.setAttribute('aria-busy', 'true');
  else host.removeAttribute('aria-busy');
  for (const button of host.querySelectorAll<HTMLButtonElement>('button[type=submit], button:not([type]), input[type=submit]')) {
    button.disabled = on;
  }
}
