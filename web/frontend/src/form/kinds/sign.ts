import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';

import type { Setting } from '../setting.ts';
import { frame, type FieldComponent, type FieldProps } from './field.ts';

const WIDE = 480;
const HIGH = 160;
/** Points nearer than this (in drawing units) add nothing to see; leaving them out keeps a signature at 1-4 kB. */
const STEP = 3;

type Point = [x: number, y: number];

/**
 * A signature as a small `data:image/svg+xml` text: strokes drawn with pen, finger or mouse, or a typed name for
 * those who cannot draw. It is a picture, not an electronic signature in the sense of the law.
 */
export function signField(plain: FieldComponent, { words }: Setting): FieldComponent {
  function Sign(props: FieldProps) {
    const { value, domId, readonly, disabled, onChange } = props;
    const strokes = useRef<Point[][]>([]);
    const drawing = useRef<number | null>(null);
    const [, redraw] = useState(0);
    const [name, setName] = useState('');
    const picture = typeof value === 'string' && value.startsWith('data:image/') ? value : null;

    if (readonly || disabled) {
      return frame(props, domId, picture ? h('img', { src: picture, alt: words.signed, class: 'ot-sign-picture' })
        : h('p', {}, words.empty));
    }
    const at = (event: PointerEvent): Point => {
      const box = (event.currentTarget as SVGElement).getBoundingClientRect();
      return [Math.round(((event.clientX - box.left) / box.width) * WIDE),
        Math.round(((event.clientY - box.top) / box.height) * HIGH)];
    };
    const down = (event: PointerEvent): void => {
      if (drawing.current !== null || !event.isPrimary) return;
      event.preventDefault();
      (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
      drawing.current = event.pointerId;
      strokes.current.push([at(event)]);
      setName('');
      redraw((n) => n + 1);
    };
    const move = (event: PointerEvent): void => {
      const stroke = strokes.current.at(-1);
      const last = stroke?.at(-1);
      if (drawing.current !== event.pointerId || !stroke || !last) return;
      const point = at(event);
      if (Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP) return;
      stroke.push(point);
      redraw((n) => n + 1);
    };
    const up = (event: PointerEvent): void => {
      if (drawing.current !== event.pointerId) return;
      drawing.current = null;
      onChange({ value: svg(`<path d="${path(strokes.current)}" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>`) });
    };
    const clear = (): void => {
      strokes.current = [];
      setName('');
      onChange({ value: '' });
      redraw((n) => n + 1);
    };
    const type = (text: string): void => {
      strokes.current = [];
      setName(text);
      onChange({ value: text.trim() ? svg(`<text x="24" y="104" font-size="64" font-family="KaiTi,STKaiti,serif">${escaped(text.trim())}</text>`) : '' });
    };
    const drawn = strokes.current.length > 0;
    return frame(props, domId,
      h('svg', {
        viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'ot-sign-pad', role: 'img', 'aria-label': picture ? words.signed : words.signHere,
        onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up,
      },
      !drawn && !picture ? h('text', { x: 24, y: 90, class: 'ot-sign-hint' }, words.signHere) : null,
      !drawn && picture ? h('image', { href: picture, width: WIDE, height: HIGH }) : null,
      h('path', { d: path(strokes.current), class: 'ot-sign-ink' })),
      h('div', { class: 'ot-kind-row' },
        h('label', { class: 'ot-sign-name' }, words.typeName,
          h('input', {
            id: domId, class: 'fjs-input', type: 'text', maxLength: 30, value: name, 'aria-describedby': `${domId}-error-message`,
            onInput: (event: { currentTarget: HTMLInputElement }) => type(event.currentTarget.value),
          })),
        h('button', { type: 'button', class: 'fjs-button ot-kind-button', onClick: clear }, words.clear)));
  }
  return Object.assign(Sign, { config: plain.config });
}

function path(strokes: Point[][]): string {
  return strokes.map((points) => {
    const [first, ...rest] = points;
    if (!first) return '';
    return `M${first.join(' ')}${rest.length ? rest.map((point) => `L${point.join(' ')}`).join('') : 'l0 0'}`;
  }).join('');
}

function svg(inside: string): string {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} ${HIGH}">${inside}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
