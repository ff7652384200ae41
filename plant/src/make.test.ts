// The command that writes a capture and its truth.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Truth } from './truth.ts';

const command = fileURLToPath(new URL('make.ts', import.meta.url));
const make = (...options: string[]) => spawnSync(process.execPath, [command, ...options], { encoding: 'utf8' });

test('writes a capture of the wanted size and its truth, the same each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plant-'));
  try {
    const [one, two, truthFile] = ['one.pcap', 'two.pcap', 'truth.json'].map((name) => join(folder, name));
    assert.ok(one !== undefined && two !== undefined && truthFile !== undefined);
    assert.equal(make(one, '--megabytes', '5', '--truth', truthFile).status, 0);
    assert.equal(make(two, '--megabytes', '5').status, 0);
    const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Truth;
    assert.equal(truth.capture.bytes, statSync(one).size);
    assert.ok(truth.capture.bytes >= 5_000_000 && truth.capture.bytes < 5_010_000);
    assert.equal(Buffer.compare(readFileSync(one), readFileSync(two)), 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('says what is wrong with its arguments', () => {
  assert.match(make().stderr, /^usage: /);
  const wrong = make('x.pcap', '--minutes', 'soon');
  assert.deepEqual([wrong.status, wrong.stderr], [2, '--minutes wants a number above 0, not "soon"\n']);
  const strange = make('x.pcap', '--scene', 'holiday');
  assert.equal(strange.status, 2);
  assert.match(strange.stderr, /--scene wants one of weekend, .*safety_touched, not "holiday"/);
});
