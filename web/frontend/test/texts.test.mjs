/**
 * Every text the embedded editors can show has a Chinese one. Read from the libraries as installed, so an upgrade
 * that brings new texts fails here; what only a run shows lands in window.__untranslated for the browser tests.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { runnerImport } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** All .js files of a folder, or the file itself. */
function sources(path) {
  const full = join(root, 'node_modules', path);
  if (!statSync(full).isDirectory()) return [readFileSync(full, 'utf8')];
  return readdirSync(full, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(full, name), 'utf8'));
}

/** Texts given to translate(), and texts of constants that are given to it later. */
function texts(code) {
  const called = [...code.matchAll(/translate\(\s*(?:'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)")/g)];
  const constants = [...code.matchAll(/\b(?:label|explanation|title)\s*:\s*'([A-Z][^'\n]+)'/g)];
  return [...called.map((found) => found[1] ?? found[2]), ...constants.map((found) => found[1])];
}

const spelling = (text) => text.toLowerCase().replace(/[\s-]+/g, ' ').trim();

function missing(dictionary, codes, built) {
  const known = new Set(Object.keys(dictionary).map(spelling));
  const found = new Set(codes.flatMap(texts));
  assert.ok(found.size > 50, 'the libraries look different: nothing to compare');
  return [...found].filter((text) => !known.has(spelling(text)) && !built.includes(text));
}

test('every text of the BPMN editor has a Chinese one', () => {
  const panel = sources('bpmn-js-properties-panel/dist/index.esm.js').join('');
  const cut = (from, to) => {
    const [start, end] = [panel.indexOf(from), panel.indexOf(to)];
    assert.ok(start >= 0 && end > start, `the panel has no longer ${from} before ${to}`);
    return panel.slice(start, end);
  };
  // Without the part for the other dialect, which is not loaded.
  const loaded = [panel.slice(0, panel.indexOf('class BpmnPropertiesProvider ')),
    cut('zeebePropertiesProvider: [', 'const TooltipProvider$1 ')];
  const codes = [...sources('bpmn-js/lib'), ...sources('diagram-js/lib'), ...loaded,
    ...sources('@bpmn-io/properties-panel/dist/index.esm.js'), ...sources('bpmn-js-create-append-anything/dist/index.es.js')];
  // Put together from parts at run time, or only in a comment; the whole texts are in the dictionary.
  const built = ['Align elements ', 'HELLO {you}', 'The follow up date as an EL expression (e.g. ${someDate}) or an ', ' + shift + '];
  assert.deepEqual(missing(json('src/modeler/bpmn.zh.json'), codes, built), []);
});

test('every text of the DMN editor has a Chinese one', () => {
  const codes = ['dmn-js-boxed-expression', 'dmn-js-decision-table', 'dmn-js-drd', 'dmn-js-literal-expression', 'dmn-js-shared']
    .flatMap((name) => sources(`${name}/lib`));
  assert.deepEqual(missing(json('src/decision/dmn.zh.json'), codes, []), []);
});

test('every text of form-js is replaced and has a Chinese one', async () => {
  const { module } = await runnerImport(join(root, 'plugins/form-literals.ts'));
  const zh = json('src/form/literals.zh.json');
  assert.deepEqual(module.KEYS.filter((key) => !(key in zh)), []);
  const code = module.translated(sources('@bpmn-io/form-js-viewer/dist/index.es.js').join(''));
  const shown = /(?:children: \[?|"aria-label": |alt: |title: |placeholder: |text: |emptyListMessage = |errors\.push\()(["'`])[A-Z][^\n]*?\1/g;
  assert.deepEqual([...code.matchAll(shown)].map((found) => found[0]), []);
  assert.throws(() => module.translated('an upgrade'), /expected 1 times/);
});
