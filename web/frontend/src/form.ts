import { mountForm } from './form/mount.ts';
import { island } from './shared/island.ts';

island('form', mountForm);
