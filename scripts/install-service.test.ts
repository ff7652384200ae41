// The systemd unit, judged by systemd itself; versions in their order; and the layout of an installation that is kept.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { compareVersions, currentVersion, layoutOf, readSettings, switchTo, writeLayout } from './install-layout.ts';
import { enforcerUnitText, signerUnitText, unitText } from './install-service.ts';

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-layout-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });

test('systemd finds no fault in the unit and calls its exposure low', (t) => {
  if (analyze('--version').status !== 0) return t.skip('needs systemd-analyze');
  const home = makeFolder(t);
  mkdirSync(join(home, 'current/bin'), { recursive: true });
  writeFileSync(join(home, 'current/bin/holdfast'), '#!/bin/sh\n', { mode: 0o755 });
  const unit = join(home, 'holdfast.service');
  writeFileSync(unit, unitText({ home, data: '/var/lib/holdfast', backups: '/var/backups/holdfast' }));
  const verified = analyze('verify', '--man=no', unit);
  assert.deepEqual([verified.status, verified.stderr.split('\n').filter((line) => line.includes('holdfast.service'))], [0, []]);
  const judged = analyze('security', '--offline=true', unit);
  const [, exposure = '10'] = /Overall exposure level for holdfast\.service: ([\d.]+)/.exec(judged.stdout) ?? [];
  t.diagnostic(`exposure ${exposure} of 10`);
  assert.ok(Number(exposure) <= 2, judged.stdout);
});

test('systemd finds no fault in the signer’s unit: another user, no network, and its socket for the server’s group alone', (t) => {
  if (analyze('--version').status !== 0) return t.skip('needs systemd-analyze');
  const home = makeFolder(t);
  mkdirSync(join(home, 'current/bin'), { recursive: true });
  writeFileSync(join(home, 'current/bin/holdfast'), '#!/bin/sh\n', { mode: 0o755 });
  const unit = join(home, 'holdfast-signer.service');
  const text = signerUnitText({ home });
  writeFileSync(unit, text);
  const verified = analyze('verify', '--man=no', unit);
  assert.deepEqual([verified.status, verified.stderr.split('\n').filter((line) => line.includes('holdfast-signer.service'))], [0, []]);
  const judged = analyze('security', '--offline=true', unit);
  const [, exposure = '10'] = /Overall exposure level for holdfast-signer\.service: ([\d.]+)/.exec(judged.stdout) ?? [];
  assert.ok(Number(exposure) <= 2, judged.stdout);
  assert.match(text, /^User=holdfast-signer\nGroup=holdfast$/m);
  assert.match(text, /^RestrictAddressFamilies=AF_UNIX$/m);
});

test('systemd finds no fault in the enforcer’s unit: before any network, with the network’s rights alone, and a guard that outlives it', (t) => {
  if (analyze('--version').status !== 0) return t.skip('needs systemd-analyze');
  const home = makeFolder(t);
  mkdirSync(join(home, 'current/bin'), { recursive: true });
  writeFileSync(join(home, 'current/bin/holdfast'), '#!/bin/sh\n', { mode: 0o755 });
  const unit = join(home, 'holdfast-enforcer.service');
  const text = enforcerUnitText({ home });
  writeFileSync(unit, text);
  const verified = analyze('verify', '--man=no', unit);
  assert.deepEqual(
    verified.stderr.split('\n').filter((line) => line.includes('holdfast-enforcer.service')),
    [],
  );
  assert.match(text, /^CapabilityBoundingSet=CAP_NET_ADMIN$/m);
  assert.match(text, /^KillMode=process$/m);
  assert.match(text, /^Before=network-pre\.target/m);
  assert.match(text, /^Wants=network-pre\.target$/m);
  assert.match(text, /^DefaultDependencies=no$/m);
  assert.match(text, /^ExecStartPre=\S+ enforcer hold\nExecStart=\S+ enforcer run$/m, 'loaded before the unit counts as started');
  const judged = analyze('security', '--offline=true', unit);
  const [, exposure = '10'] = /Overall exposure level for holdfast-enforcer\.service: ([\d.]+)/.exec(judged.stdout) ?? [];
  assert.ok(Number(exposure) <= 4, judged.stdout);
});

test('versions follow each other as semantic versioning says', () => {
  const sorted = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
  ];
  assert.deepEqual(sorted.toReversed().toSorted(compareVersions), sorted);
  assert.equal(compareVersions('1.0.0+one', '1.0.0+two'), 0);
  assert.throws(() => compareVersions('1.0', '1.0.0'), /"1\.0" is not a version/);
});

test('an installation keeps its layout, whatever a later bundle is given', (t) => {
  const home = makeFolder(t);
  const layout = layoutOf(home, { prefix: home, data: join(home, "plant's data"), backups: null, service: true });
  assert.deepEqual([layout.unit, layout.backups, layout.command], [null, join(home, 'backups'), join(home, 'bin/holdfast')]);
  writeLayout(layout);
  assert.deepEqual(layoutOf(home, { prefix: home, data: '/elsewhere', backups: '/elsewhere', service: false }), layout);
  mkdirSync(join(home, 'etc'));
  writeFileSync(layout.settings, '# a remark\nHOLDFAST_PORT=4501\nHOLDFAST_NAMES="a.example b.example"\n');
  assert.deepEqual(readSettings(layout), { HOLDFAST_PORT: '4501', HOLDFAST_NAMES: 'a.example b.example' });
  assert.equal(currentVersion(home), null);
  switchTo(home, '1.0.0');
  switchTo(home, '1.1.0');
  assert.deepEqual([currentVersion(home), readlinkSync(join(home, 'current'))], ['1.1.0', '1.1.0']);
});

test('a service of root’s keeps its things where Linux keeps such things', () => {
  const layout = layoutOf('/opt/holdfast', { prefix: null, data: null, backups: null, service: true });
  assert.deepEqual(layout, {
    home: '/opt/holdfast',
    settings: '/etc/holdfast/holdfast.env',
    data: '/var/lib/holdfast',
    backups: '/var/backups/holdfast',
    command: '/usr/local/bin/holdfast',
    unit: 'holdfast.service',
  });
});
