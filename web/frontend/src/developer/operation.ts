import { make } from '../shared/element.ts';
import { fill } from '../shared/fill.ts';
import type { Lang } from '../shared/island.ts';
import { skeleton } from './document.ts';
import type { Operation, Parameter, Schema } from './document.ts';
import { command, prepare } from './request.ts';
import { WORDS } from './words.ts';

export interface Target {
  method: string;
  base: string;
  path: string;
  operation: Operation;
  lang: Lang;
  token: () => string;
}

let serial = 0;

function labelled(name: string, label: string, required: boolean, schema: Schema, options: Record<string, unknown> = {}): HTMLElement {
  const id = `op-${++serial}`;
  const kind = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const input = schema.format === 'binary'
    ? make('input', { id, name, type: 'file', multiple: true, required })
    : kind === 'boolean'
      ? make('select', { id, name }, make('option', { value: '' }, ''), make('option', { value: 'true' }, 'true'), make('option', { value: 'false' }, 'false'))
      : make('input', { id, name, required, autocomplete: 'off', placeholder: kind === 'array' ? 'a,b' : '', ...options });
  return make('div', { className: 'field' }, make('label', { for: id }, make('span', { className: 'mono' }, label), required && make('span', { className: 'must', 'aria-hidden': 'true' }, ' *')), input);
}

function parameterFields(parameters: Parameter[], place: Parameter['in']): HTMLElement[] {
  return parameters.filter((one) => one.in === place).map((one) => labelled(`${one.in}:${one.name}`, one.name, !!one.required, one.schema));
}

/** The form of an operation and the place for its answers. */
export function operationForm(target: Target): HTMLElement {
  const words = WORDS[target.lang];
  const { operation } = target;
  const paths = parameterFields(operation.parameters, 'path');
  const filters = parameterFields(operation.parameters, 'query');
  const content = operation.requestBody?.content ?? {};
  const json = content['application/json']?.schema;
  const parts = content['multipart/form-data']?.schema;
  const answer = make('div', { className: 'answer', role: 'status' });
  const bodyId = `op-${++serial}`;
  const form = make('form', { noValidate: false, onsubmit: (event: Event) => {
    event.preventDefault();
    void send(target, form, answer);
  } },
  paths.length ? make('div', { className: 'fields', role: 'group', 'aria-label': words.path }, ...paths) : null,
  filters.length ? make('details', { open: filters.length <= 6 }, make('summary', {}, `${words.filters} (${filters.length})`), make('div', { className: 'fields' }, ...filters)) : null,
  json && make('div', { className: 'field' }, make('label', { for: bodyId }, words.body),
    make('textarea', { id: bodyId, name: 'body', rows: Math.min(14, skeleton(json).split('\n').length + 1), spellcheck: false, value: skeleton(json) })),
  parts && make('div', { className: 'fields', role: 'group', 'aria-label': words.parts },
    ...Object.entries(parts.properties ?? {}).map(([name, schema]) => labelled(`part:${name}`, name, false, schema))),
  target.method === 'GET' ? null : keyField(operation.parameters, words.key, words.keyHint),
  make('div', { className: 'actions' }, make('button', { type: 'submit', className: 'primary' }, words.send)), answer);
  return form;
}

function keyField(parameters: Parameter[], label: string, hint: string): HTMLElement | null {
  const one = parameters.find((item) => item.name === 'Idempotency-Key');
  if (!one) return null;
  const field = labelled('header:Idempotency-Key', label, false, one.schema, { maxLength: 200 });
  field.append(make('p', { className: 'note' }, hint));
  return field;
}

async function send(target: Target, form: HTMLFormElement, answer: HTMLElement): Promise<void> {
  const words = WORDS[target.lang];
  const token = target.token();
  if (!token) {
    answer.replaceChildren(line('bad', words.noToken));
    return;
  }
  const prepared = prepare(form, target.method, target.base, target.path, target.operation.parameters, token);
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
  if (button) button.disabled = true;
  answer.replaceChildren(line('', words.sending));
  const begun = performance.now();
  try {
    const response = await fetch(prepared.url, { method: prepared.method, headers: prepared.headers, body: prepared.body ?? null, credentials: 'omit' });
    const content = await response.blob();
    const status = fill(words.status, { status: `${response.status} ${response.statusText}`, ms: Math.round(performance.now() - begun) });
    answer.replaceChildren(line(response.ok ? 'good' : 'bad', status), await shown(content, response.headers, words.none, words.download));
  } catch {
    answer.replaceChildren(line('bad', words.unreachable));
  } finally {
    if (button) button.disabled = false;
  }
  answer.append(make('details', {}, make('summary', {}, words.command), make('pre', { tabIndex: 0 }, command(prepared))));
}

function line(tone: string, text: string): HTMLElement {
  return make('p', { className: 'answer-line', 'data-tone': tone }, text);
}

async function shown(content: Blob, headers: Headers, none: string, download: string): Promise<HTMLElement> {
  const type = headers.get('Content-Type') ?? '';
  if (!content.size) return make('p', { className: 'faint' }, none);
  if (type.startsWith('application/json')) return make('pre', { tabIndex: 0 }, pretty(await content.text()));
  if (type.startsWith('text/plain')) return make('pre', { tabIndex: 0 }, await content.text());
  const name = /filename\*?=(?:UTF-8'')?"?([^";]+)/.exec(headers.get('Content-Disposition') ?? '')?.[1] ?? 'content';
  const label = fill(download, { type, size: content.size });
  return make('p', {}, make('a', { href: URL.createObjectURL(content), download: decodeURIComponent(name) }, label));
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
