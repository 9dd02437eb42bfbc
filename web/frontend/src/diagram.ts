import { island } from './shared/island.ts';
import { mountDiagram } from './diagram/mount.ts';

island('diagram', mountDiagram);
