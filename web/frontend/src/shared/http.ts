/** An answer whatever its status; `body` is parsed JSON, or null when the server sent none. */
export interface Answer {
  status: number;
  ok: boolean;
  body: unknown;
}

/** The network failed before an answer came. */
export class Unreachable extends Error {}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    throw new Unreachable(String(error));
  }
}

/** GET a text (a diagram). Throws on any status but 2xx. */
export async function getText(url: string): Promise<string> {
  const response = await request(url, {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** GET JSON. Throws on any status but 2xx; the caller states the shape the server promised. */
export async function getJson<T>(url: string): Promise<T> {
  const response = await request(url, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as T;
}

/**
 * Send JSON, or a multipart form, with the CSRF token. Never throws for a status: what 403, 409 and 422 mean is
 * the caller's business. Throws Unreachable when no answer came.
 */
export async function send(
  method: string, url: string, body: FormData | object, csrf: string, headers: Record<string, string> = {},
): Promise<Answer> {
  const multipart = body instanceof FormData;
  const response = await request(url, {
    method,
    body: multipart ? body : JSON.stringify(body),
    headers: {
      Accept: 'application/json',
      'X-CSRFToken': csrf,
      ...(multipart ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
  });
  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's own error page is not JSON: the status has to do.
  }
  return { status: response.status, ok: response.ok, body: parsed };
}

/** The server's sentence for a person, if it sent one. */
export function messageOf(answer: Answer): string | null {
  const body = answer.body;
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
    return body.message;
  }
  return null;
}
