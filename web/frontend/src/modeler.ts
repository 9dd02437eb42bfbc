import { runSession } from './editor/session.ts';
import { buildModeler } from './modeler/surface.ts';
import { island } from './shared/island.ts';

island('modeler', (host, lang) => runSession(host, lang, buildModeler));
