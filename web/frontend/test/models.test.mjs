// The bundles open in any modeler of the Camunda 7 dialect and come back whole: no element, attribute or text is lost or changed.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { Parser } from 'saxen';

const ROOT = join(import.meta.dirname, '../../../bpmn');
const camunda = JSON.parse(readFileSync(join(import.meta.dirname, '../node_modules/camunda-bpmn-moddle/resources/camunda.json'), 'utf8'));
const files = readdirSync(ROOT, { recursive: true }).filter((name) => /\.(bpmn|dmn)$/.test(name)).sort();
/** Attributes the published description lacks: kept by every modeler, but told of. See src/modeler/dialect.ts. */
const TOLD = /unknown attribute <camunda:decisionRefVersionTag>/;
/** What these attributes say when they are left out; modelers leave them out. */
const DEFAULTS = { 'camunda:decisionRefBinding': 'latest', 'camunda:calledElementBinding': 'latest', hitPolicy: 'UNIQUE', isSequential: 'false', cancelActivity: 'true' };
const URIS = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn', 'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi', 'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'http://www.omg.org/spec/DD/20100524/DI': 'di', 'http://camunda.org/schema/1.0/bpmn': 'camunda', 'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn', 'https://www.omg.org/spec/DMN/20191111/DMNDI/': 'dmndi', 'http://camunda.org/schema/1.0/dmn': 'camundadmn',
};

/** What a document says, whatever its prefixes and layout: children of one name keep their order among themselves. */
function content(xml) {
  const root = { name: '', attributes: {}, text: '', children: {} };
  const stack = [root];
  const parser = new Parser().ns(URIS);
  parser.on('error', (error) => { throw error; });
  parser.on('openTag', (name, attributes, decode) => {
    const said = Object.entries(attributes()).filter(([key, value]) => !/^xmlns(:|$)/.test(key) && DEFAULTS[key] !== value);
    const made = { name, attributes: Object.fromEntries(said.sort().map(([key, value]) => [key, decode(value)])), text: '', children: {} };
    ((stack.at(-1).children[name]) ??= []).push(made);
    stack.push(made);
  });
  parser.on('closeTag', () => { stack.pop(); });
  parser.on('text', (text, decode) => { stack.at(-1).text += decode(text).trim(); });
  parser.on('cdata', (text) => { stack.at(-1).text += text.trim(); });
  parser.parse(xml);
  return root;
}

for (const file of files) {
  test(`${file} is read without a warning and written whole`, async () => {
    const xml = readFileSync(join(ROOT, file), 'utf8');
    const moddle = file.endsWith('.bpmn') ? new BpmnModdle({ camunda }) : new DmnModdle();
    const { rootElement, warnings } = await moddle.fromXML(xml, file.endsWith('.bpmn') ? 'bpmn:Definitions' : 'dmn:Definitions');
    assert.deepEqual(warnings.map((warning) => warning.message).filter((message) => !TOLD.test(message)), []);
    assert.deepEqual(content((await moddle.toXML(rootElement, { format: true })).xml), content(xml));
  });
}

test('there is something to read', () => assert.ok(files.length > 50));
