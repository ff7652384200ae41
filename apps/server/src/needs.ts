// What the routes need of this server: accounts, set-up, the ledger's key and verification.
import { readProtections } from '@holdfast/anchors/standing';
import type { PeopleNeeds } from '@holdfast/people/routes';
import type { LedgerNeeds } from '@holdfast/ledger/routes';
import { protectionsOfKey, type SignerPlace } from '@holdfast/ledger/rules';
import type { SignerState } from '@holdfast/ledger/schema';
import { logger } from '@holdfast/platform/log';
import { LogRefused } from '@holdfast/platform/sealing';
import { SignerDown, SignerRefused } from '@holdfast/platform/signer-key';
import type { SignerVerdict, SignerWatch } from '@holdfast/platform/signer-watch';
import { createAccount, endSessions } from '@holdfast/platform/accounts';
import { verifyDatabase } from '@holdfast/platform/verify-database';
import { spendSetupCode, trySetupCode } from '@holdfast/platform/setup';
import { openSite } from '@holdfast/sites/routes';
import type { Context } from '@holdfast/platform/route';
import { terminalById } from '@holdfast/terminals/store';
import { readPerson } from '@holdfast/people/store';
import { gapsAt } from '@holdfast/gaps/store.reading';
import { grantsOf } from '@holdfast/roles/store';
import { addSite, listSites } from '@holdfast/sites/store';
import { calendarEntries as meetingEntries } from '@holdfast/meetings/store.calendar';
import { calendarEntries as windowEntries } from '@holdfast/windows/store.calendar';
import { calendarEntries as drillEntries } from '@holdfast/isolation/store.calendar';
import { makeCover } from './cover-soon.ts';
import { importKinds } from './import-kinds.ts';
import { approvalKinds } from './approval-kinds.ts';
import { matrixParts } from './bindings.ts';
import type { Parts } from './parts.ts';
import { requirementParts, verifierDir } from './packages.ts';
import type { RouteNeeds } from './routes.ts';
import { ownBackupNeeds } from './own-backups.ts';
import { sentences } from './sentences.ts';

/** What stands in the calendar beside activities and audits. */
const calendarEntries: NonNullable<RouteNeeds['cadence']['more']> = async (db, site_id, as_of) => [
  ...(await meetingEntries(db, site_id, as_of)),
  ...(await windowEntries(db, site_id, as_of)),
  ...(await drillEntries(db, site_id, as_of)),
];

export function routeNeeds(parts: Parts): RouteNeeds {
  return {
    people: peopleNeeds(parts),
    approvals: approvalKinds,
    terminals: { publicUrl: parts.publicUrl },
    integrations: { vault: parts.vault, sentences },
    notices: { vault: parts.vault, addressOf: (person_id) => readPerson(parts.context.db, person_id) },
    cadence: { publicUrl: parts.publicUrl, principalOf: principalOf(parts), more: calendarEntries },
    captures: [parts.under_way, parts.stops],
    imports: { ...importKinds, vault: parts.vault, under_way: new Map() },
    evidence: { vault: parts.vault, publicUrl: parts.publicUrl },
    ledger: ledgerNeeds(parts),
    oscal: { url: parts.publicUrl, gapsAt: (context, site_id, as_of) => gapsAt(matrixParts, context, site_id, as_of) },
    packages: { client: parts.pool, verifierDir, requirements: requirementParts },
    anchors: { parts: parts.anchoring, vkeysOf: (origin) => parts.signer.vkeys(origin) },
    ownBackups: ownBackupNeeds(parts),
    enforcement: { ...parts.enforcing, machines: () => parts.machines.now },
  };
}

/** A person as they would come in now: who lost a role sees by no address what it showed. */
function principalOf({ context: { db } }: Parts): RouteNeeds['cadence']['principalOf'] {
  return async (person_id) => {
    const { name } = await readPerson(db, person_id);
    return { person_id, name, via: 'ui', grants: await grantsOf(db, person_id) };
  };
}

export function peopleNeeds({ context, signIn }: Parts): PeopleNeeds {
  return {
    signIn,
    sentences,
    createAccount,
    endSessions: async (person_id) => void (await endSessions(context.db, person_id)),
    trySetupCode: (code) => trySetupCode(context.db, code),
    spendSetupCode,
    listSites: ({ db }) => listSites(db),
    terminalHere,
    addFirstSite: async (given, permit, it) => {
      const made = await given.act(permit, { site: null, kind: 'site.added' }, async (tx) => {
        const site = await addSite(tx, { ...it, country: null });
        return { subject: { type: 'site', id: site.id }, facts: { name: site.name, time_zone: site.time_zone }, result: site };
      });
      await openSite(given.act, made);
    },
  };
}

async function terminalHere({ db, principal }: Context) {
  if (principal.via !== 'terminal') return null;
  const { id, name, person_seconds, idle_seconds } = await terminalById(db, principal.through);
  return { id, name, person_seconds, idle_seconds };
}

/** A signer that refuses or is down is told beside; what can be recomputed is recomputed all the same. */
function refusedAsSaid(thrown: unknown): void {
  if (!(thrown instanceof SignerRefused || thrown instanceof SignerDown || thrown instanceof LogRefused)) throw thrown;
}

function placeOfSigner(watch: SignerWatch | null): SignerPlace {
  const facts = watch?.facts() ?? null;
  return { uid: facts?.uid ?? null, source: facts?.source ?? null, server_uid: process.getuid?.() ?? -1 };
}

function signerState(verdict: SignerVerdict | undefined): SignerState {
  const nothing = { code: null, message: null, size: null, signed_size: null };
  if (verdict === undefined) return { ...nothing, is: 'unknown' };
  if (verdict.is === 'down') return { ...nothing, is: 'down', code: verdict.code, message: verdict.message };
  return { ...nothing, ...verdict };
}

function ledgerNeeds({ pool, context, signer, watch, sequencer }: Parts): LedgerNeeds {
  let line: Promise<unknown> = Promise.resolve();
  const slow = logger('ledger');
  return {
    client: pool,
    cover: makeCover(
      (log) => sequencer.checkpoint(log),
      (thrown) => slow.warn('no checkpoint before its minute', { error: thrown instanceof Error ? thrown.message : String(thrown) }),
    ),
    protections: [async () => protectionsOfKey(placeOfSigner(watch)), (log) => readProtections(context.db, pool, log)],
    vkeysOf: (origin) => signer.vkeys(origin),
    signerOf: (log) => signerState(watch?.verdictOf(log.id)),
    async verify(log) {
      const began = performance.now();
      // One at a time: each reads the whole ledger with a connection of its own, and the others must not run out of them.
      const verified = line.then(async () => {
        await sequencer.checkpoint(log).catch(refusedAsSaid);
        await watch?.look();
        const logs = await pool.query<{ origin: string }>('select origin from ledger.log');
        return verifyDatabase(pool, { vkeys: logs.rows.flatMap(({ origin }) => signer.vkeys(origin)) });
      });
      line = verified.catch(() => {});
      const verdict = await verified;
      const own = verdict.logs.find(({ origin }) => origin === log.origin);
      const fault = own?.first_fault ?? null;
      return {
        ok: own?.ok ?? false,
        entries: own?.entries ?? 0,
        nodes: own?.nodes_verified ?? 0,
        checkpoints: own?.checkpoints_verified ?? 0,
        fault: fault && { what: fault.what, place: placeOf(fault), expected: fault.expected ?? null, found: fault.found ?? null },
        took_ms: Math.round(performance.now() - began),
        at: new Date().toISOString(),
      };
    },
  };
}

function placeOf(fault: object): string {
  const { what: _what, expected: _expected, found: _found, ...place } = fault as Record<string, unknown>;
  return Object.entries(place)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
