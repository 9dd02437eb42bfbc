import { buildDecision } from './decision/surface.ts';
import { runSession } from './editor/session.ts';
import { island } from './shared/island.ts';

island('decision', (host, lang) => runSession(host, lang, buildDecision));
