import { island } from './shared/island.ts';
import { mountDeveloper } from './developer/mount.ts';

island('developer', mountDeveloper);
