import type { Form } from '@bpmn-io/form-js-viewer';

import type { Lang } from '../shared/island.ts';
import { WORDS, type Key } from './words.ts';

/** A file the server already has, for showing its name: `<script data-part="files">` maps ids to these. */
export interface StoredFile {
  name: string;
  url?: string;
}

/** Everything the page said about one form. */
export interface Setting {
  host: HTMLFormElement;
  lang: Lang;
  words: Record<Key, string>;
  csrf: string;
  lookup: string | null;
  files: Record<string, StoredFile>;
}

/** One field as it stands on the page (a field in a list stands there several times). */
export interface Instance {
  id: string;
  valuePath: (string | number)[];
  indexes?: Record<string, number>;
}

/** Parse `<script type="application/json" data-part="name">`, or give `otherwise`. */
export function part<T>(host: HTMLElement, name: string, otherwise: T): T {
  const text = host.querySelector(`script[data-part="${name}"]`)?.textContent?.trim();
  return text ? (JSON.parse(text) as T) : otherwise;
}

/** Read the setting from the form's attributes and parts. */
export function settingOf(host: HTMLFormElement, lang: Lang): Setting {
  return {
    host, lang, words: WORDS[lang], csrf: host.dataset['csrf'] ?? '', lookup: host.dataset['lookup'] ?? null,
    files: part<Record<string, StoredFile>>(host, 'files', {}),
  };
}

/** The visible fields that hold a value. */
export function instances(form: Form): Instance[] {
  return form.get<{ getAllKeyed(): Instance[] }>('formFieldInstanceRegistry').getAllKeyed();
}

/** The id form-js gives the input of a field. */
export function domId(form: Form, field: Instance): string {
  return ['fjs-form-' + form._id + '-' + field.id, ...Object.values(field.indexes ?? {})].join('_');
}
