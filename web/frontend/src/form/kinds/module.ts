import { FilePicker, Textfield } from '@bpmn-io/form-js-viewer';
import { h } from 'preact';

import type { Setting } from '../setting.ts';
import type { FieldComponent } from './field.ts';
import { filesField } from './files.ts';
import { geoField } from './geo.ts';
import { refField } from './ref.ts';
import { signField } from './sign.ts';

interface FormFields {
  register(type: string, component: FieldComponent): void;
}

/**
 * form-js module: a text field whose custom property `kind` is geo, ref or sign gets its own component, so schemas
 * stay plain form-js (a form editor knows them) and a viewer without us shows a text field.
 */
export function kindsModule(setting: Setting): object {
  const plain = Textfield as unknown as FieldComponent;
  const kinds: Record<string, FieldComponent> = {
    geo: geoField(plain, setting), ref: refField(plain, setting), sign: signField(plain, setting),
  };
  const text: FieldComponent = Object.assign(
    (props: Parameters<FieldComponent>[0]) => h(kinds[props.field.properties?.['kind'] ?? ''] ?? plain, props),
    { config: plain.config });
  const files = filesField(FilePicker as unknown as FieldComponent, setting);
  function Kinds(fields: FormFields): void {
    fields.register('textfield', text);
    fields.register('filepicker', files);
  }
  Kinds.$inject = ['formFields'];
  return { __init__: ['kinds'], kinds: ['type', Kinds] };
}
