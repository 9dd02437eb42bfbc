import { runSession } from './editor/session.ts';
import { buildModeler } from './modeler/surface.ts';
import type { Template } from './modeler/topics.ts';
import { getJson } from './shared/http.ts';
import { island, need } from './shared/island.ts';

island('modeler', async (host, lang) => {
  // Without the list a topic can still be typed.
  const templates = await getJson<Template[]>(need(host, 'templates')).catch((error: unknown) => {
    console.error(error);
    return [];
  });
  await runSession(host, lang, (parts) => buildModeler(parts, lang, templates));
});
