// `npm run bench packages`: a package of a whole log of half a million entries, made by the server's job and verified by the auditor's program: time and memory.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createWriteStream, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EvidencePackage } from '@holdfast/package/schema';
import { buildVerifier } from '../scripts/build-verifier.ts';
import { openHoldfast, type Holdfast } from '../test/holdfast.ts';
import { growLog } from './measure/history-log.ts';
import { printBars, printMachine } from './measure/print.ts';

const { values } = parseArgs({ options: { entries: { type: 'string', default: '500000' } } });
const limitMb = 600;

const ends: (() => Promise<void>)[] = [];
try {
  const holdfast = await openHoldfast({ after: (work) => void ends.push(work) });
  await growLog(holdfast, Number(values.entries));
  await measure(holdfast);
} finally {
  for (const end of ends.toReversed()) await end();
}

async function measure(holdfast: Holdfast): Promise<void> {
  const { ask, site, base, cookieOf } = holdfast;
  printMachine();
  const dir = mkdtempSync(join(tmpdir(), 'hf-bench-'));
  ends.push(async () => rmSync(dir, { recursive: true, force: true }));
  await buildVerifier(dir);
  await ask('owner', 'POST', `${site}/ledger/verifications`, {});
  const { vkeys } = await ask<{ vkeys: string[] }>('owner', 'GET', `${site}/ledger`);
  writeFileSync(join(dir, 'keys.txt'), vkeys.map((key) => `${key}\n`).join(''));
  const before = peakMb();
  const began = performance.now();
  const { id } = await ask<EvidencePackage>('owner', 'POST', `${site}/packages`, { scope: { type: 'site' } });
  let made = await ask<EvidencePackage>('owner', 'GET', `${site}/packages/${id}`);
  for (; made.state === 'making'; made = await ask<EvidencePackage>('owner', 'GET', `${site}/packages/${id}`)) await wait(500);
  if (made.state !== 'ready') throw new Error(`the package is ${made.state}: ${made.fault}`);
  const made_s = (performance.now() - began) / 1000;
  const path = join(dir, 'package.zip');
  const answer = await fetch(`${base}${site}/packages/${id}/file`, { headers: { cookie: cookieOf('owner') } });
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path));
  const verified = verify(dir, path);
  const size_mb = statSync(path).size / 1e6;
  process.stdout.write(
    `${made.entries?.toLocaleString('en-GB')} entries, ${size_mb.toFixed(0)} MB: made in ${made_s.toFixed(0)} s (server at most ${peakMb().toFixed(0)} MB, ` +
      `${before.toFixed(0)} before), verified in ${verified.seconds.toFixed(0)} s with ${verified.peak_mb.toFixed(0)} MB\n`,
  );
  printBars([
    { says: 'it holds', holds: verified.exit === 0 },
    { says: `the verifier stays below ${limitMb} MB: ${verified.peak_mb.toFixed(0)} MB`, holds: verified.peak_mb < limitMb },
    { says: `making takes less than ${limitMb} MB more: ${(peakMb() - before).toFixed(0)} MB`, holds: peakMb() - before < limitMb },
  ]);
}

function peakMb(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}

function verify(dir: string, path: string): { exit: number | null; seconds: number; peak_mb: number } {
  const began = performance.now();
  const tell = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS));`;
  writeFileSync(join(dir, 'tell.mjs'), tell);
  const args = ['--import', join(dir, 'tell.mjs'), join(dir, 'holdfast-verify.mjs'), path, '--vkeys', join(dir, 'keys.txt')];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const peak_kb = Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0);
  return { exit: status, seconds: (performance.now() - began) / 1000, peak_mb: (peak_kb * 1024) / 1e6 };
}
