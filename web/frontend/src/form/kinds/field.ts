import { h, type ComponentChild } from 'preact';

/** What form-js hands to the component of a field; the parts the kinds use. */
export interface FieldProps {
  field: {
    id: string;
    label?: string;
    description?: string;
    properties?: Record<string, string>;
    validate?: { required?: boolean };
  };
  value: unknown;
  domId: string;
  errors?: string[];
  disabled: boolean;
  readonly: boolean;
  onChange(update: { value: unknown }): void;
  onBlur?(): void;
}

/** A component of form-js with the description that makes it a field. */
export interface FieldComponent {
  (props: FieldProps): ComponentChild;
  config: unknown;
}

/** Label, body, description and errors in the look of form-js, wired for screen readers by id. */
export function frame(props: FieldProps, labelFor: string, ...body: ComponentChild[]): ComponentChild {
  const { field, domId, errors = [] } = props;
  const bad = errors.length > 0 ? ' fjs-has-errors' : '';
  return h('div', { class: `fjs-form-field fjs-form-field-textfield${bad}` },
    h('label', { class: 'fjs-form-field-label', for: labelFor, id: `${domId}-label` }, field.label ?? '',
      field.validate?.required ? h('span', { class: 'fjs-asterix', 'aria-hidden': 'true' }, '*') : null),
    ...body,
    field.description ? h('div', { class: 'fjs-form-field-description', id: `${domId}-description` }, field.description) : null,
    errors.length > 0
      ? h('div', { class: 'fjs-form-field-error', id: `${domId}-error-message`, 'aria-live': 'polite' },
        h('ul', {}, errors.map((text) => h('li', {}, text)))) : null);
}
