import { fill } from '../shared/fill.ts';
import { getJson, send } from '../shared/http.ts';
import { need } from '../shared/island.ts';
import type { Lang } from '../shared/island.ts';
import type { OpenApi } from './document.ts';
import { operationForm } from './operation.ts';
import { WORDS } from './words.ts';

const documents = new Map<string, Promise<OpenApi>>();

/** One document per API, asked for when the first of its operations is opened. */
function documentAt(url: string): Promise<OpenApi> {
  const known = documents.get(url) ?? getJson<OpenApi>(url);
  documents.set(url, known);
  return known;
}

/** The island is a mark beside the list: what lies inside an island has none of the page's looks. */
export function mountDeveloper(mark: HTMLElement, lang: Lang): void {
  const root = mark.parentElement ?? mark;
  const part = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[data-part="${name}"]`);
  const token = part<HTMLInputElement>('token');
  const note = part('token-note');
  part('fetch-token')?.addEventListener('click', () => void fetchToken(need(mark, 'token'), lang, token, note));
  part<HTMLInputElement>('find')?.addEventListener('input', (event) => find(root, (event.target as HTMLInputElement).value));
  for (const item of root.querySelectorAll<HTMLDetailsElement>('[data-operation]')) {
    item.addEventListener('toggle', () => void open(item, lang, () => token?.value.trim() ?? ''));
  }
}

async function open(item: HTMLDetailsElement, lang: Lang, token: () => string): Promise<void> {
  const place = item.querySelector<HTMLElement>('[data-part="form"]');
  const { operation = '', document: url = '', base = '' } = item.dataset;
  const [method = '', path = ''] = operation.split(' ');
  if (!item.open || !place || place.childElementCount) return;
  const found = (await documentAt(url)).paths[path]?.[method.toLowerCase()];
  if (found && !place.childElementCount) place.append(operationForm({ method, base, path, operation: found, lang, token }));
}

async function fetchToken(url: string, lang: Lang, field: HTMLInputElement | null, note: HTMLElement | null): Promise<void> {
  const words = WORDS[lang];
  const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
  const answer = await send('POST', url, {}, csrf).catch(() => null);
  const body = (answer?.body ?? {}) as { secret?: string; expires_at?: string; message?: string };
  if (!answer?.ok || !body.secret || !field) {
    if (note) note.textContent = fill(words.failed, { reason: body.message ?? words.unreachable });
    return;
  }
  field.value = body.secret;
  const until = new Date(body.expires_at ?? '').toLocaleTimeString(lang === 'zh' ? 'zh-CN' : 'en', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
  if (note) note.textContent = fill(words.fetched, { time: until });
}

/** Show the operations whose method, path or summary hold all the words; their groups open while something is looked for. */
function find(root: HTMLElement, asked: string): void {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  for (const group of root.querySelectorAll<HTMLDetailsElement>('[data-group]')) {
    let hits = 0;
    for (const item of group.querySelectorAll<HTMLElement>('[data-operation]')) {
      const text = item.querySelector('summary')?.textContent?.toLowerCase() ?? '';
      const hit = words.every((word) => text.includes(word));
      item.hidden = !hit;
      hits += hit ? 1 : 0;
    }
    group.hidden = !hits;
    group.open = words.length > 0 && hits > 0;
  }
  for (const section of root.querySelectorAll<HTMLElement>('section')) section.hidden = !section.querySelector('[data-group]:not([hidden])');
}
