import { h } from 'preact';

import type { Setting } from '../setting.ts';
import { frame, type FieldComponent, type FieldProps } from './field.ts';

/**
 * A file picker that already holds stored files (a list of ids) shows them by name and lets the person choose
 * again; form-js itself would throw such a value away.
 */
export function filesField(plain: FieldComponent, { words, files }: Setting): FieldComponent {
  function Files(props: FieldProps) {
    const { value, readonly, disabled } = props;
    const ids = Array.isArray(value) ? value.map(String) : null;
    if (ids === null && !readonly) return h(plain, props);
    const locked = readonly || disabled;
    return frame(props, props.domId,
      ids?.length ? h('ul', { class: 'ot-files', 'aria-label': words.uploaded }, ids.map((id) => {
        const file = files[id];
        return h('li', { key: id }, file?.url ? h('a', { href: file.url }, file.name) : file?.name ?? id);
      })) : h('p', { class: 'ot-files-none' }, words.empty),
      !locked && h('button', {
        type: 'button', class: 'fjs-button ot-kind-button', id: props.domId,
        onClick: () => props.onChange({ value: null }),
      }, words.replaceFiles));
  }
  return Object.assign(Files, { config: plain.config });
}
