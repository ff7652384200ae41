// The enforcer at work: first what was kept goes into the kernel, then it asks, reports and looks, until it is stopped. Without the server it stays as it is.
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Report } from '@holdfast/core-policy';
import { makeMachineKey, makeMachineRequest } from '@holdfast/platform/machine-request';
import { readBoot } from './boot.ts';
import { compileView } from './compile.ts';
import { type Asked, listenForCommands } from './control.ts';
import { EnforcerFault } from './fault.ts';
import { type Identity, keepIdentity, requireIdentity } from './folder.ts';
import { createHolder, type Holder } from './holder.ts';
import { type Link, openLink } from './link.ts';
import { openMemory } from './memory.ts';
import { openNft } from './nft.ts';

const tickMs = 250;
const lookMs = 2000;
const reportMs = 10_000;
const pollTimeoutMs = 60_000;
const retryMs = 2000;
const refusedMs = 5000;
const renewBeforeMs = 30 * 86_400_000;

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens the holder of a folder. `onChange` is told when the server should hear of something. */
export function openHolder(folder: string, identity: Identity, onChange: () => void): Holder {
  const memory = openMemory({ folder, identity, boot: readBoot(), now: () => new Date(), onChange });
  return createHolder({ memory, nft: openNft(), compile: compileView, onWaiting: () => startGuard(folder) });
}

// Outlives this process, so that a list nobody confirms is rolled back though this one was killed.
function startGuard(folder: string): void {
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'guard', '--folder', folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/** Runs until `stopped`. Throws EnforcerFault when it can't begin. */
export async function runEnforcer(folder: string, stopped: AbortSignal): Promise<void> {
  let identity = requireIdentity(folder);
  const bell = createBell();
  const holder = openHolder(folder, identity, bell.ring);
  const commands = await listenForCommands(folder, (asked) => answer(holder, identity, asked));
  await holder.start(true);
  say(`enforcer ${identity.name} holds, server ${identity.server}`);
  let link = linkOf(identity);
  const renew = async (): Promise<void> => {
    const renewed = await renewWhenDue(folder, identity, link);
    if (renewed === null) return;
    link.close();
    [identity, link] = [renewed, linkOf(renewed)];
  };
  await Promise.all([
    again(stopped, tickMs, 'rolling back', () => holder.tick()),
    again(stopped, lookMs, 'looking at the kernel', () => holder.look()),
    again(stopped, 0, 'asking the server', () => poll(holder, link, stopped)),
    again(stopped, 0, 'reporting', () => reportWhenRung(holder, () => link, bell, stopped)),
    again(stopped, 3_600_000, 'renewing the certificate', renew),
  ]);
  link.close();
  commands.close();
}

const linkOf = ({ server, ...trusting }: Identity): Link => openLink(server, trusting);

/** Does the work again and again until stopped; a fault is said once for as long as it stays the same, and tried again. */
async function again(stopped: AbortSignal, everyMs: number, what: string, work: () => Promise<void>): Promise<void> {
  let said = '';
  while (!stopped.aborted) {
    let pauseMs = everyMs;
    try {
      await work();
      if (said !== '') say(`${what}: works again`);
      said = '';
    } catch (thrown) {
      if (stopped.aborted) return;
      const fault = thrown instanceof Error ? thrown.message : String(thrown);
      if (fault !== said) say(`${what}: ${fault}`);
      said = fault;
      pauseMs = Math.max(everyMs, retryMs);
    }
    await wait(pauseMs, undefined, { signal: stopped }).catch(() => {});
  }
}

type Offered = { policy: string | null; confirmation: string | null };

/** One long poll: the server answers as soon as there is something newer. */
async function poll(holder: Holder, link: Link, stopped: AbortSignal): Promise<void> {
  const { highest_sequence, waiting } = holder.report();
  const query = new URLSearchParams({ after: String(highest_sequence), waiting: String(waiting?.list_sequence ?? 0) }).toString();
  const { status, body } = await link.ask('GET', `/machine/v1/enforcer/policy?${query}`, undefined, pollTimeoutMs, stopped);
  if (status === 204) return;
  if (status !== 200) throw refusal(status, body);
  const { policy, confirmation } = body as Offered;
  const policyTaken = policy === null || (await holder.take(policy));
  const confirmed = confirmation === null || (await holder.confirm(confirmation));
  // Not at once again: the same would come back.
  if (!policyTaken || !confirmed) await wait(refusedMs, undefined, { signal: stopped }).catch(() => {});
}

/** What goes on is held in any case: the server only does not know this machine any more. */
function refusal(status: number, body: unknown): EnforcerFault {
  const says =
    status === 401
      ? 'the server does not take this machine’s certificate: it is over, was ended, or another machine was enrolled in its place. What is held stays. Enrol again: holdfast enforcer enrol SERVER CODE --again'
      : `the server answered ${status}${codeOf(body)}`;
  return new EnforcerFault('refused', says);
}

const codeOf = (body: unknown): string => (typeof body === 'object' && body !== null && 'code' in body ? `, ${String(body.code)}` : '');

async function reportWhenRung(holder: Holder, link: () => Link, bell: Bell, stopped: AbortSignal): Promise<void> {
  bell.still();
  const report: Report = holder.report();
  const { status, body } = await link().ask('POST', '/machine/v1/enforcer/report', report, pollTimeoutMs, stopped);
  if (status !== 200) throw refusal(status, body);
  const { heard } = body as { heard: string[] };
  if (heard.length > 0) holder.forget(heard);
  if (heard.length < report.events.length) return;
  await Promise.race([bell.rung(), wait(reportMs, undefined, { signal: stopped }).catch(() => {})]);
}

type Bell = { ring: () => void; still: () => void; rung: () => Promise<void> };

/** Something happened: wakes who waits, or who will. */
function createBell(): Bell {
  let isRung = false;
  let wake: () => void = () => {};
  return {
    ring: () => {
      isRung = true;
      wake();
    },
    still: () => void (isRung = false),
    rung: () => new Promise((done) => (isRung ? done() : (wake = done))),
  };
}

/** A new key and certificate when a third of its days is left. */
async function renewWhenDue(folder: string, identity: Identity, link: Link): Promise<Identity | null> {
  if (new Date(identity.not_after).getTime() - Date.now() > renewBeforeMs) return null;
  const key_pem = makeMachineKey();
  const { status, body } = await link.ask('POST', '/machine/v1/certificate', { csr_pem: await makeMachineRequest(key_pem) }, pollTimeoutMs);
  if (status !== 200) throw refusal(status, body);
  const renewed = { ...identity, ...(body as Pick<Identity, 'certificate_pem' | 'not_after' | 'authorities'>), key_pem };
  keepIdentity(folder, renewed);
  return renewed;
}

/** What a command on the machine gets. */
export async function answer(holder: Holder, identity: Identity, asked: Asked): Promise<unknown> {
  if (asked.what === 'set') return { name: (await holder.setHere(asked)).name, mode: asked.mode };
  const { events, counters: _counters, ...report } = holder.report();
  const { wasDamaged, unkept } = holder.memory();
  const more = { untold: events.length, was_damaged: wasDamaged, unkept, certificate_until: identity.not_after };
  return { name: identity.name, server: identity.server, ...report, ...more, conduits: holder.conduits() };
}
