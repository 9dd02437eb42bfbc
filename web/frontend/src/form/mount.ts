import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/esm/l10n/zh.js';

import './form.css';
import { arrange } from './arrange.ts';
import type { Lang } from '../shared/island.ts';
import { kindsModule } from './kinds/module.ts';
import { part, settingOf } from './setting.ts';
import { guardSubmit } from './submit.ts';

type Component = { type?: string; components?: Component[]; use24h?: boolean };

/** Show the form of `data-part="schema"` and take over its submission; `data-readonly` shows it only. */
export async function mountForm(element: HTMLElement, lang: Lang): Promise<void> {
  if (!(element instanceof HTMLFormElement)) throw new Error('the form island must be a <form>');
  const mount = element.querySelector<HTMLElement>('[data-part="mount"]');
  if (!mount) throw new Error('data-part="mount" is missing');
  if (lang === 'zh') flatpickr.localize(Mandarin);
  const setting = settingOf(element, lang);
  const readOnly = element.dataset['readonly'] !== undefined;
  const form = new Form({
    container: mount, properties: { readOnly, disabled: false }, additionalModules: [kindsModule(setting)],
    // With its delay of 300 ms form-js loses a text typed while another field is being written back.
    debounce: false,
  } as ConstructorParameters<typeof Form>[0]);
  // What was once accepted is shown as it is, without the complaints of today's form.
  if (readOnly) form.get<{ validateFieldInstance: () => string[] }>('validator').validateFieldInstance = () => [];
  const schema = part<Component & { id: string }>(element, 'schema', { id: 'empty', components: [] });
  if (lang === 'zh') clock24(schema);
  arrange(schema);
  await form.importSchema(schema as unknown as Parameters<Form['importSchema']>[0], part(element, 'data', {}));
  element.noValidate = true;
  if (readOnly) {
    element.addEventListener('submit', (event) => event.preventDefault());
    return;
  }
  guardSubmit(form, setting);
}

/** Chinese pages write the hour as 14:30; the other notation of form-js is English only. */
function clock24(component: Component): void {
  if (component.type === 'datetime') component.use24h = true;
  component.components?.forEach(clock24);
}
