import type { Parameter } from './document.ts';

export interface Prepared {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | FormData;
}

/** What the form of an operation says, as a request. Empty query fields are left out, path names are encoded. */
export function prepare(form: HTMLFormElement, method: string, base: string, path: string, parameters: Parameter[], token: string): Prepared {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '').trim();
  const query = new URLSearchParams();
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  let address = path;
  for (const one of parameters) {
    const value = text(`${one.in}:${one.name}`);
    if (one.in === 'path') address = address.replace(`{${one.name}}`, encodeURIComponent(value));
    else if (value && one.in === 'query') query.set(one.name, value);
    else if (value) headers[one.name] = value;
  }
  const asked = query.size ? `?${query}` : '';
  const prepared: Prepared = { method, url: `${base}${address}${asked}`, headers };
  const body = form.querySelector<HTMLTextAreaElement>('textarea[name="body"]');
  if (body?.value.trim()) {
    prepared.body = body.value;
    headers['Content-Type'] = 'application/json';
  }
  const parts = [...form.querySelectorAll<HTMLInputElement>('input[name^="part:"]')];
  if (parts.length) {
    const sent = new FormData();
    for (const part of parts) {
      const name = part.name.slice('part:'.length);
      if (part.type === 'file') for (const [index, file] of [...(part.files ?? [])].entries()) sent.append(index ? `${name}-${index}` : name, file);
      else if (part.value) sent.append(name, part.value);
    }
    prepared.body = sent;
  }
  return prepared;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request for a terminal; the token stands in a variable, so that it does not end up in a history. */
export function command(one: Prepared): string {
  const parts = ['curl', ...(one.method === 'GET' ? [] : ['-X', one.method]), '-H', '"Authorization: Bearer $TOKEN"'];
  for (const [name, value] of Object.entries(one.headers)) if (name !== 'Authorization') parts.push('-H', quoted(`${name}: ${value}`));
  if (typeof one.body === 'string') parts.push('-d', quoted(one.body));
  if (one.body instanceof FormData) for (const [name, value] of one.body) parts.push('-F', quoted(`${name}=${value instanceof File ? `@${value.name}` : value}`));
  return [...parts, quoted(new URL(one.url, location.href).href)].join(' ');
}
