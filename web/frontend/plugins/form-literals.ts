import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

/** The file of form-js the replacements are written for; its version is pinned in package.json. */
const TARGET = '@bpmn-io/form-js-viewer/dist/index.es.js';
const TEXTS = fileURLToPath(new URL('../src/form/literals.ts', import.meta.url));

/** [text in the source, what stands there instead, how often it occurs]. */
type Change = [find: string, put: string, times?: number];

/** A literal as an attribute or argument: `prefix"text"` becomes `prefix__t("text")`. */
const literal = (prefix: string, text: string, quote = '"', times = 1): Change =>
  [`${prefix}${quote}${text}${quote}`, `${prefix}__t(${JSON.stringify(text)})`, times];

const CHANGES: Change[] = [
  // One form element, ours: a form inside a form is not HTML, and Enter belongs to the outer one.
  ['return jsxs("form", {\n    class: "fjs-form",', 'return jsxs("div", {\n    class: "fjs-form",'],
  // Dates are written in the order of the page's language, not of the browser's.
  ["function getLocaleDateFormat(locale = 'default')", 'function getLocaleDateFormat(locale = __locale())'],
  ['placeholder: getLocaleReadableDateFormat(),', 'placeholder: __date(getLocaleReadableDateFormat()),'],
  ["placeholder: use24h ? 'hh:mm' : 'hh:mm --',", "placeholder: use24h ? __t('hh:mm') : __t('hh:mm') + ' --',"],

  literal('emptyListMessage = ', 'No results', "'"),
  literal('alt: ', 'This is an image placeholder'),
  literal('text: ', 'No content to show.'),
  literal('text: ', "External content couldn't be loaded."),
  literal('"aria-label": ', 'Increment'),
  literal('"aria-label": ', 'Decrement'),
  literal('placeholder: ', 'Search', "'"),
  ["undefined : 'Search',", "undefined : __t('Search'),"],
  ["valueLabel || 'Select'", "valueLabel || __t('Select')"],
  literal('title: ', 'Remove tag'),
  ["hasOptionsLeft ? 'No results' : 'All values selected'", "hasOptionsLeft ? __t('No results') : __t('All values selected')"],
  ["evaluatedColumns.length === 0 ? 'Nothing to show.'", "evaluatedColumns.length === 0 ? __t('Nothing to show.')"],
  literal('children: ', 'Nothing to show.'),
  ['children: [currentPage + 1, " of ", chunkedData.length]', "children: __t('{0} of {1}', currentPage + 1, chunkedData.length)"],
  literal('label: ', 'Skip to search'),
  literal('"aria-label": ', 'Previous page'),
  literal('"aria-label": ', 'Next page'),
  ['return `Click to sort by ${label} descending`', "return __t('Click to sort by {0} descending', label)"],
  literal('return ', 'Click to remove sorting', "'"),
  ['return `Click to sort by ${label} ascending`', "return __t('Click to sort by {0} ascending', label)"],
  literal('children: ', 'Browse'),
  literal('return ', 'No files selected', "'"),
  ['return `${files.length} files selected`', "return __t('{0} files selected', files.length)"],
  ["errors.push('Document reference is not defined.')", "errors.push(__t('Document reference is not defined.'))"],
  ["errors: ['Unable to download document']", "errors: [__t('Unable to download document')]"],
  literal('const errorMessage = ', 'Unable to download document', "'"),
  ['"aria-label": `Download ${fileName}`', "\"aria-label\": __t('Download {0}', fileName)"],
  ['children: ["Web-based tooling for BPMN, DMN, and forms powered by",',
    'children: [__t("Web-based tooling for BPMN, DMN, and forms powered by"),'],
  literal('title: ', 'Powered by bpmn.io'),
  ['"aria-label": `Remove list item ${itemIndex + 1}`', "\"aria-label\": __t('Remove list item {0}', itemIndex + 1)"],
  ["\" \", 'Add new']", "\" \", __t('Add new')]"],
  ['`Expand all (${values.length - 1})`', "__t('Expand all ({0})', values.length - 1)"],
  ["\" \", 'Collapse']", "\" \", __t('Collapse')]"],

  ["errors.push('Value is not a number.')", "errors.push(__t('Value is not a number.'))"],
  ["errors.push('Value is expected to ' + (decimalDigits === 0 ? 'be an integer' : "
    + "`have at most ${decimalDigits} decimal digit${decimalDigits > 1 ? 's' : ''}`) + '.')",
  "errors.push(decimalDigits === 0 ? __t('Value is expected to be an integer.') : "
    + "__t('Value is expected to have at most {0} decimal digits.', decimalDigits))"],
  ['`Please select a valid value, the two nearest valid values are ${previousValue} and ${nextValue}.`',
    "__t('Please select a valid value, the two nearest valid values are {0} and {1}.', previousValue, nextValue)"],
  ['`Field must match pattern ${validation.pattern}.`', "__t('Field must match pattern {0}.', validation.pattern)"],
  ["errors.push('Field is required.')", "errors.push(__t('Field is required.'))"],
  ['`Field must have minimum value of ${validation.min}.`', "__t('Field must have minimum value of {0}.', validation.min)"],
  ["'Min validation value is not a valid number.'", "__t('Min validation value is not a valid number.')"],
  ['`Field must have maximum value of ${validation.max}.`', "__t('Field must have maximum value of {0}.', validation.max)"],
  ["'Max validation value is not a valid number.'", "__t('Max validation value is not a valid number.')"],
  ['`Field must have minimum length of ${validation.minLength}.`',
    "__t('Field must have minimum length of {0}.', validation.minLength)"],
  ['`Field must have maximum length of ${validation.maxLength}.`',
    "__t('Field must have maximum length of {0}.', validation.maxLength)"],
  ["'Field must be a valid  international phone number. (e.g. +4930664040900)'",
    "__t('Field must be a valid  international phone number. (e.g. +4930664040900)')"],
  ["'Field must be a valid email.'", "__t('Field must be a valid email.')"],
];

/** Every text that form-js asks for after the change, for the test that each has a Chinese one. */
export const KEYS: string[] = [...new Set(
  CHANGES.flatMap(([, put]) => [...put.matchAll(/__t\((?:'((?:[^'\\])*)'|"((?:[^"\\])*)")/g)].map((m) => m[1] ?? m[2] ?? '')),
)];

/**
 * Apply the changes. Throws when form-js no longer has a text as often as expected: an upgrade must look at each.
 * form-js has no translation of its own (its issues 77 and 443), so its literals are made calls here.
 */
export function translated(code: string): string {
  for (const [find, put, times = 1] of CHANGES) {
    const parts = code.split(find);
    if (parts.length - 1 !== times) {
      throw new Error(`form-js: expected ${times} times, found ${parts.length - 1}: ${find}`);
    }
    code = parts.join(put);
  }
  return `import { date as __date, locale as __locale, t as __t } from ${JSON.stringify(TEXTS)};\n${code}`;
}

/** The Vite plugin around `translated`. */
export function formLiterals(): Plugin {
  return {
    name: 'form-literals',
    enforce: 'pre',
    transform: (code, id) => (id.split('?')[0]?.endsWith(TARGET) ? { code: translated(code), map: null } : null),
  };
}
