/** What the installed tree must look like. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = new URL('..', import.meta.url).pathname;
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

test('one Preact and one diagram-js: a second one breaks hooks and services without a message', () => {
  for (const name of ['preact', 'diagram-js', 'flatpickr']) {
    const found = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
    assert.deepEqual(found, [`node_modules/${name}`]);
  }
});

test('versions are exact and the lock names no host', () => {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const version of Object.values({ ...wanted.dependencies, ...wanted.devDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.doesNotMatch(JSON.stringify(lock.packages), /"resolved"/);
});
