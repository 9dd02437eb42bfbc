import type { Form } from '@bpmn-io/form-js-viewer';

import { messageOf, send } from '../shared/http.ts';
import { announce } from './errors.ts';
import { instances, type Setting } from './setting.ts';
import { fill } from '../shared/fill.ts';

/** The server did not take a file; the message is for the person. */
export class UploadRefused extends Error {}

interface Registry {
  getFiles(key: string): File[];
  hasKey(key: string): boolean;
}

/** What was uploaded stays uploaded when the form itself comes back for a correction. */
const stored = new WeakMap<File, string>();

/**
 * The data to send: a copy in which every file picker's value is the list of ids of its stored files. Files not
 * sent before are uploaded first, one after the other. Throws UploadRefused.
 */
export async function storedIds(
  form: Form, setting: Setting, data: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const registry = form.get<Registry>('fileRegistry');
  const fields = form.get<{ get(id: string): { type: string } | undefined }>('formFieldRegistry');
  const copy = structuredClone(data);
  const pickers = instances(form).filter((field) => fields.get(field.id)?.type === 'filepicker');
  const fresh = pickers.flatMap((field) => filesOf(registry, read(copy, field.valuePath))).filter((file) => !stored.has(file));
  let count = 0;
  for (const file of fresh) {
    count += 1;
    announce(setting, fill(setting.words.uploading, { name: file.name, i: count, n: fresh.length }));
    stored.set(file, await upload(setting, file));
  }
  for (const field of pickers) {
    const value = read(copy, field.valuePath);
    const ids = Array.isArray(value) ? value : filesOf(registry, value).map((file) => stored.get(file));
    write(copy, field.valuePath, ids);
  }
  return copy;
}

async function upload(setting: Setting, file: File): Promise<string> {
  const url = setting.host.dataset['upload'];
  if (!url) throw new Error('data-upload is missing');
  const body = new FormData();
  body.append('file', file);
  const answer = await send('POST', url, body, setting.csrf);
  const id = (answer.body as { id?: unknown } | null)?.id;
  if (answer.ok && (typeof id === 'string' || typeof id === 'number')) return String(id);
  const why = messageOf(answer)
    ?? (answer.status === 413 ? setting.words.tooLarge : fill(setting.words.refused, { status: answer.status }));
  throw new UploadRefused(fill(setting.words.uploadFailed, { name: file.name }) + why);
}

function filesOf(registry: Registry, value: unknown): File[] {
  return typeof value === 'string' && registry.hasKey(value) ? registry.getFiles(value) : [];
}

function read(data: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key], data);
}

function write(data: Record<string, unknown>, path: (string | number)[], value: unknown): void {
  const last = path.at(-1);
  const holder = read(data, path.slice(0, -1)) as Record<string | number, unknown> | undefined;
  if (holder && last !== undefined) holder[last] = value;
}
