// The enforcer's main: enrols, runs, shows, and lets somebody at the machine isolate or release a conduit. `holdfast enforcer` runs it.
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupFingerprint } from '@holdfast/platform/tls-names';
import { askRunning, type Asked } from './control.ts';
import { enrol } from './enrol.ts';
import { EnforcerFault } from './fault.ts';
import { identityToHold } from './folder.ts';
import { guardWaiting } from './guard.ts';
import { answer, openHolder, runEnforcer } from './run.ts';
import { type Status, statusText } from './status-text.ts';

const usage = `usage: holdfast enforcer enrol SERVER CODE [--again]         become an enforcer of that server, with the code of its page
       holdfast enforcer run                                 hold what is ordered; what was kept goes into the kernel first
       holdfast enforcer hold                                load what was kept and end; for the machine's start
       holdfast enforcer status [--json]                     what is held now
       holdfast enforcer isolate --conduit NAME [--reason]   let nothing pass a conduit, without the server
       holdfast enforcer release --conduit NAME --reason TEXT  let a conduit pass by its list again, without the server
       all take --folder FOLDER                              (default /var/lib/holdfast-enforcer)
`;

const options = {
  folder: { type: 'string' },
  conduit: { type: 'string' },
  reason: { type: 'string' },
  again: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function readAsked() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    throw new EnforcerFault('usage', usage);
  }
}

type Values = ReturnType<typeof readAsked>['values'];
const print = (text: string): void => void process.stdout.write(text);

async function run(): Promise<void> {
  const { values, positionals } = readAsked();
  const [what = '', ...rest] = positionals;
  if (values.help || what === '' || (what !== 'enrol' && rest.length > 0)) throw new EnforcerFault('usage', usage);
  process.umask(0o077);
  const folder = resolve(values.folder ?? process.env['HOLDFAST_ENFORCER'] ?? '/var/lib/holdfast-enforcer');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (what === 'enrol') return enrolHere(folder, rest, values);
  if (what === 'run') return runEnforcer(folder, stopSignal());
  if (what === 'hold') return holdKept(folder);
  if (what === 'guard') return guardWaiting(folder);
  if (what === 'status') return showStatus(folder, values);
  if (what === 'isolate' || what === 'release') return setHere(folder, what, values);
  throw new EnforcerFault('usage', usage);
}

async function enrolHere(folder: string, [server, code, ...more]: readonly string[], { again }: Values): Promise<void> {
  if (server === undefined || code === undefined || more.length > 0) throw new EnforcerFault('usage', usage);
  const made = await enrol(folder, server, code, again);
  const key = groupFingerprint(made.policy_fingerprint);
  print(
    `Enrolled as ${made.name}.\nThe site's policy key, to compare with the page:\n  ${key.join('\n  ')}\nStart it: systemctl enable --now holdfast-enforcer\n`,
  );
}

function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

/** Loads what was kept and ends: for the machine's start, before its network is up. */
async function holdKept(folder: string): Promise<void> {
  const identity = identityToHold(folder);
  await openHolder(folder, identity, () => {}).start(false);
  print(`${identity.name}: what was kept is loaded\n`);
}

/** Asks the enforcer that runs; where none does, opens the folder and does it here. */
async function askHere(folder: string, asked: Asked): Promise<unknown> {
  const told = await askRunning(folder, asked);
  if (told !== null) return told;
  const identity = identityToHold(folder);
  const holder = openHolder(folder, identity, () => {});
  if (asked.what === 'set') await holder.start(false);
  return answer(holder, identity, asked);
}

async function showStatus(folder: string, { json }: Values): Promise<void> {
  const isRunning = (await askRunning(folder, { what: 'status' })) !== null;
  const status = (await askHere(folder, { what: 'status' })) as Status;
  print(json ? `${JSON.stringify({ ...status, running: isRunning })}\n` : statusText(status, isRunning));
}

async function setHere(folder: string, what: 'isolate' | 'release', { conduit, reason }: Values): Promise<void> {
  if (conduit === undefined || (what === 'release' && (reason ?? '').trim().length < 3)) throw new EnforcerFault('usage', usage);
  const by = process.env['SUDO_USER'] ?? userInfo().username;
  const mode = what === 'isolate' ? 'isolated' : 'normal';
  const set = (await askHere(folder, { what: 'set', conduit, mode, reason: (reason ?? '').trim().slice(0, 500), by })) as { name: string };
  print(
    mode === 'isolated'
      ? `${set.name}: nothing passes now. It stays so until it is released here or by an act in Holdfast.\n`
      : `${set.name}: passes by its list again.\n`,
  );
}

try {
  await run();
} catch (thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(message.endsWith('\n') ? message : `${message}\n`);
  process.exitCode = thrown instanceof EnforcerFault ? (thrown.code === 'usage' ? 64 : 78) : 1;
}
