// Libraries without type declarations: what is used of them is typed where it is used.
declare module 'bpmn-js-properties-panel';
declare module '@bpmn-io/properties-panel';
declare module 'bpmn-js-create-append-anything';
declare module 'camunda-bpmn-js-behaviors/lib/camunda-platform';
declare module 'dmn-js/lib/Modeler';
declare module 'flatpickr/dist/esm/l10n/zh.js' {
  import type { CustomLocale } from 'flatpickr/dist/types/locale';
  export const Mandarin: CustomLocale;
}
