import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { getJson } from '../../shared/http.ts';
import type { Setting } from '../setting.ts';
import { fill } from '../../shared/fill.ts';
import { frame, type FieldComponent, type FieldProps } from './field.ts';

interface Entry {
  id: string;
  label: string;
}

const PAUSE_MS = 250;

/**
 * An entry of a register: type, choose from the list; the value is the entry's id. The custom property `register`
 * names the register; `free` = "true" takes a typed text that is in no list. A value that is already there is
 * shown by its label (`?register=...&id=...`).
 */
export function refField(plain: FieldComponent, { words, lookup }: Setting): FieldComponent {
  function Ref(props: FieldProps) {
    const { value, domId, field, readonly, disabled, errors = [] } = props;
    const [typed, setTyped] = useState('');
    const [entries, setEntries] = useState<Entry[]>([]);
    const [open, setOpen] = useState(false);
    const [active, setActive] = useState(-1);
    const [note, setNote] = useState('');
    const timer = useRef(0);
    const asked = useRef(0);
    const chosen = useRef<Entry | null>(null);
    const free = field.properties?.['free'] === 'true';

    const url = (query: Record<string, string>): string => {
      const to = new URL(lookup ?? '', document.baseURI);
      to.searchParams.set('register', field.properties?.['register'] ?? '');
      for (const [name, text] of Object.entries(query)) to.searchParams.set(name, text);
      return to.href;
    };

    useEffect(() => {
      if (typeof value !== 'string' || value === '') {
        if (chosen.current) {
          chosen.current = null;
          setTyped('');
        }
        return;
      }
      if (chosen.current?.id === value || (free && typed === value)) return;
      setTyped(value);
      if (lookup === null) return;
      getJson<Entry[]>(url({ id: value })).then((found) => {
        const entry = found.find(({ id }) => id === value);
        if (!entry) return;
        chosen.current = entry;
        setTyped(entry.label);
      }).catch(() => undefined); // The id stays visible: better than nothing.
    }, [value]);

    const search = (text: string): void => {
      asked.current += 1;
      const mine = asked.current;
      setNote(words.searching);
      getJson<Entry[]>(url({ q: text })).then((found) => {
        if (mine !== asked.current) return;
        setEntries(found);
        setActive(-1);
        setOpen(found.length > 0);
        setNote(found.length ? fill(words.found, { n: found.length }) : words.noMatch);
      }).catch(() => {
        if (mine === asked.current) setNote(words.lookupFailed);
      });
    };
    const choose = (entry: Entry): void => {
      chosen.current = entry;
      setTyped(entry.label);
      setOpen(false);
      setNote('');
      props.onChange({ value: entry.id });
    };
    const onInput = (event: { currentTarget: HTMLInputElement }): void => {
      const text = event.currentTarget.value;
      chosen.current = null;
      setTyped(text);
      props.onChange({ value: free ? text : '' });
      window.clearTimeout(timer.current);
      if (lookup !== null && text.trim()) timer.current = window.setTimeout(() => search(text.trim()), PAUSE_MS);
      else setOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false);
      if (!open) return;
      if (event.key === 'ArrowDown') setActive((active + 1) % entries.length);
      else if (event.key === 'ArrowUp') setActive((active + entries.length - 1) % entries.length);
      else if (event.key === 'Enter' && entries[active]) choose(entries[active]);
      else return;
      event.preventDefault();
    };
    const onBlur = (): void => {
      setOpen(false);
      if (typed && !chosen.current && !free) setNote(words.notInList);
      props.onBlur?.();
    };

    return frame(props, domId,
      h('div', { class: 'ot-ref' },
        h('input', {
          id: domId, class: 'fjs-input', type: 'text', role: 'combobox', autocomplete: 'off', value: typed,
          readOnly: readonly, disabled, 'aria-expanded': open ? 'true' : 'false', 'aria-controls': `${domId}-list`,
          'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? `${domId}-option-${active}` : undefined,
          'aria-invalid': errors.length > 0, 'aria-required': field.validate?.required ?? false,
          'aria-describedby': `${domId}-note ${domId}-description ${domId}-error-message`, onInput, onKeyDown, onBlur,
        }),
        h('ul', { id: `${domId}-list`, class: 'ot-ref-list', role: 'listbox', 'aria-labelledby': `${domId}-label`, hidden: !open },
          entries.map((entry, index) => h('li', {
            key: entry.id, id: `${domId}-option-${index}`, role: 'option', 'aria-selected': index === active,
            class: index === active ? 'active' : '',
            // mousedown, because blur closes the list before a click arrives
            onMouseDown: (event: MouseEvent) => {
              event.preventDefault();
              choose(entry);
            },
          }, entry.label)))),
      h('div', { id: `${domId}-note`, class: 'ot-kind-note', role: 'status' }, note));
  }
  return Object.assign(Ref, { config: plain.config });
}
