import { Fragment, h } from 'preact';
import { useState } from 'preact/hooks';

import type { Setting } from '../setting.ts';
import type { FieldComponent, FieldProps } from './field.ts';

/**
 * Longitude,latitude in degrees of WGS 84, as a text "120.755000,30.746000" (6 digits are about 0.1 m). Chinese
 * maps show GCJ-02: whoever draws the point there must convert it.
 */
export function geoField(plain: FieldComponent, { words }: Setting): FieldComponent {
  function Geo(props: FieldProps) {
    const [note, setNote] = useState('');
    const locate = (): void => {
      if (!('geolocation' in navigator)) {
        setNote(words.noPosition);
        return;
      }
      setNote(words.locating);
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          setNote('');
          props.onChange({ value: `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}` });
        },
        () => setNote(words.noPosition),
        { enableHighAccuracy: true, timeout: 10_000 });
    };
    const field = { ...props.field, description: props.field.description ?? words.positionHint };
    if (props.readonly || props.disabled) return h(plain, props);
    return h(Fragment, null,
      h(plain, { ...props, field }),
      h('div', { class: 'ot-kind-row ot-kind-after' },
        h('button', { type: 'button', class: 'fjs-button ot-kind-button', onClick: locate }, words.useMyPosition),
        h('span', { role: 'status' }, note)));
  }
  return Object.assign(Geo, { config: plain.config });
}
