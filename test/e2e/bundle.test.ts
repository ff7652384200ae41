// The offline bundle on a machine without any route: refused when it is not what was signed, installed, used, upgraded, rolled back, restored.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MadeBundle, makeBundle } from '../../scripts/bundle.ts';
import { findProgram } from '../../scripts/prerequisites.ts';
import { buildPages, makeFolder } from './server.ts';
import { fileEnd, story } from './steps.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const brokenMigration = {
  'db/migrations/20991231T235959Z_broken.sql': 'create table holdfast.half_made (n integer);\nselect nothing from nowhere;\n',
};

type Ran = { status: number; said: string };
// oxlint-disable-next-line typescript/no-explicit-any
const facts = new Map<string, any>();
const ran = (name: string): Ran => facts.get(name) as Ran;

function whyNot(): string | false {
  if (process.platform !== 'linux') return 'needs Linux';
  if (findProgram(['unshare']) === null || findProgram(['ip']) === null) return 'needs unshare and ip';
  return spawnSync('unshare', ['-n', 'true']).status === 0 ? false : 'this account may not make a network namespace';
}

/** Four installations and as many starts take more than a minute where other tests run beside. */
const step = story(whyNot(), 300_000);
const ends = fileEnd();
let made: MadeBundle[] = [];

step('the same sources make the same bundle, byte for byte', async (t) => {
  buildPages();
  const folder = makeFolder(ends);
  const keyFile = join(folder, 'key.pem');
  const began = performance.now();
  const first = await makeBundle({ out: folder, keyFile, version: '1.0.0' });
  t.diagnostic(`made in ${((performance.now() - began) / 1000).toFixed(1)} s, ${Math.round(first.size_bytes / 1e6)} MB`);
  const same = await makeBundle({ out: join(folder, 'again'), keyFile, version: '1.0.0' });
  assert.equal(same.sha256, first.sha256);
  const second = await makeBundle({ out: folder, keyFile, version: '1.1.0' });
  const broken = await makeBundle({ out: folder, keyFile, version: '1.2.0', replaced: brokenMigration });
  made = [first, second, broken];
});

step('the story runs in a namespace that has no route', async (t) => {
  const folder = makeFolder(ends);
  const story = `ip link set lo up; exec ${process.execPath} --disable-warning=ExperimentalWarning ${join(root, 'test/e2e/bundle-story.ts')} "$@"`;
  const began = performance.now();
  const child = spawn('unshare', ['-n', 'sh', '-c', story, 'story', folder, ...made.map((it) => it.file), made[0]!.key], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let wrong = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (wrong += part));
  const status = await new Promise((done) => child.once('close', done));
  for (const line of said.split('\n').filter(Boolean)) facts.set(...(JSON.parse(line) as [string, unknown]));
  t.diagnostic(`the story took ${((performance.now() - began) / 1000).toFixed(1)} s`);
  t.diagnostic(`seconds at each fact: ${JSON.stringify(facts.get('times'))}`);
  assert.deepEqual([status, wrong], [0, ''], [...facts.keys()].at(-1));
  assert.deepEqual(facts.get('interfaces'), ['lo']);
  assert.notEqual(facts.get('route'), 0);
});

step('a bundle that is not what was signed is refused before anything is unpacked, in a sentence', async () => {
  const refused: [string, RegExp][] = [
    [
      'no key',
      /^This bundle says it was signed by the key\n {4}\S+\nCompare it with the paper or the site of who made it, then give it with --key\.$/,
    ],
    ['other key', /^The bundle is signed by another key than the one you trust\. Do not use it;/],
    ['cut', /^The file is cut: it has \d+ of \d+ bytes\. Copy it again\.$/],
    ['longer', /something was added to it\. Copy it again\.$/],
    ['changed list', /^The signature is wrong: the bundle was changed after it was made\. Do not use it\.$/],
    ['changed content', /^The content does not fit its signed hash: the file is damaged\. Copy it again\.$/],
    ['other machine', /^This bundle is for linux-s390x; this machine is linux-\w+\. Take the bundle for linux-\w+\.$/],
    ['small disk', /^Too little space in \S+\/tiny\/hf: Holdfast needs \d+ MB, \d+ MB are free\.$/],
    ['other hash', /^The file is not the one of that SHA-256\. Do not use it;/],
  ];
  for (const [name, sentence] of refused) {
    assert.match(ran(name).said, sentence);
    assert.equal(ran(name).status, 1, name);
  }
  assert.deepEqual(facts.get('left behind'), []);
});

step('it installs and starts over TLS, says its fingerprints, and every file is what was signed', async () => {
  assert.equal(ran('installed').status, 0, ran('installed').said);
  assert.match(
    ran('version').said,
    /^Holdfast 1\.0\.0 for linux-\w+ \(Node 24\.[\d.]+, PostgreSQL 18\.[\d.]+, commit [0-9a-f]{12}(-changed)?\)\nEvery file is what was signed\.$/,
  );
  const console = facts.get('console') as string[];
  assert.match(console.join('\n'), /Plant authority, SHA-256:\n( {4}([0-9A-F]{4} ){7}[0-9A-F]{4}\n){2}/);
  assert.match(console.join('\n'), /Holdfast is at https:\/\/\S+:4487 - first start/);
  assert.equal(facts.get('authority'), '-----BEGIN CERTIFICATE-----');
  assert.equal(facts.get('page'), true);
});

step('a capture becomes zones, a list two people agreed on, and a ledger that holds', async () => {
  assert.deepEqual(facts.get('capture'), { state: 'done', assets: true });
  assert.equal(facts.get('zones confirmed'), true);
  assert.deepEqual([facts.get('own approval'), facts.get('second approval')], [403, 'approved']);
  assert.deepEqual(facts.get('ledger'), { ok: true, fault: null });
  assert.equal(facts.get('cookie of owner'), true, 'cookies go over HTTPS only');
});

step('an upgrade backs up first and keeps everything; an older bundle and the same one are refused', async () => {
  assert.match(ran('backup').said, /^Backup made and checked: \S+-1\.0\.0\.holdfast \(\d+ files, \d+ MB, [\d.]+ s\)\./);
  assert.match(ran('upgrade').said, /^Upgrading Holdfast 1\.0\.0 to 1\.1\.0\.\nBackup made and checked: .*\nHoldfast 1\.1\.0 is in use\./);
  assert.match(ran('again').said, /^Holdfast 1\.1\.0 is installed already\. Nothing was changed\.$/);
  assert.match(ran('downgrade').said, /this bundle is the older 1\.0\.0\. An older version cannot read newer data\./);
  assert.match(facts.get('upgraded version'), /^Holdfast 1\.1\.0 /);
  assert.deepEqual(facts.get('after'), facts.get('before'));
  assert.deepEqual(facts.get('before').ledger, { ok: true, fault: null });
  assert.equal(facts.get('before').approved, 1);
});

step('a version that does not become well is put aside, and the former one has its data back', async () => {
  assert.equal(ran('broken').status, 1);
  assert.match(
    ran('broken').said,
    /Holdfast 1\.2\.0 was put aside again: .*20991231T235959Z_broken\.sql:2: .*\nHoldfast 1\.1\.0 and its data are back as they were\.$/,
  );
  assert.match(facts.get('version after the broken one'), /^Holdfast 1\.1\.0 /);
  assert.deepEqual(facts.get('after the broken one'), facts.get('before'));
});

step('the backup that was made while it ran is put back and holds the same', async () => {
  assert.equal(ran('restored').status, 0, ran('restored').said);
  assert.deepEqual(facts.get('after restoring'), facts.get('before'));
});
