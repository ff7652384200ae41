// Routes of the ledger: state, entries, proofs, verification. All read; the auditor may use every one.
import { Failure } from '@holdfast/platform/failure';
import {
  consistencyProof,
  findLog,
  inclusionProof,
  latestCheckpoint,
  type LedgerClient,
  type LedgerLog,
  readProgress,
  type StoredCheckpoint,
} from '@holdfast/platform/ledger-store';
import { route } from '@holdfast/platform/route';
import { id, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { readLedger } from './access.ts';
import { changes, consistency, type EntryDetail, entryDetail, entryPage, entryQuery, logState, verification } from './schema.ts';
import { listEntries, readChanges, readEntry, readRoot } from './store.ts';

/** What these routes need of the server. */
export type LedgerNeeds = {
  client: LedgerClient;
  /** The public key of a log by its origin, as text. */
  vkeyOf(origin: string): string;
  verify(log: LedgerLog): Promise<z.input<typeof verification>>;
  /** Codes of what does not protect this ledger yet. */
  unprotected: readonly string[];
};

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const shown = (it: StoredCheckpoint) => ({ size: it.size, root: base64(it.root), note: it.note, published_at: it.published_at });

async function logOf(needs: LedgerNeeds, site_id: string): Promise<LedgerLog> {
  const log = await findLog(needs.client, site_id);
  if (!log) throw new Failure('not_found', 'no_ledger_yet');
  return log;
}

async function proofOf(needs: LedgerNeeds, log: LedgerLog, idx: number | null): Promise<EntryDetail['proof']> {
  const covering = idx === null ? null : await latestCheckpoint(needs.client, log.id, idx);
  if (idx === null || covering === null) return null;
  const { path } = await inclusionProof(needs.client, log.id, idx, covering.size);
  return { size: covering.size, root: base64(covering.root), path: path.map(base64), checkpoint: covering.note };
}

export const ledgerRoutes = (needs: LedgerNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/ledger',
    summary: 'How far the ledger is',
    access: readLedger,
    params: siteParams,
    output: logState,
    handle: async ({ params }) => {
      const log = await logOf(needs, params.site_id);
      const latest = await latestCheckpoint(needs.client, log.id);
      const progress = await readProgress(needs.client, log.id);
      return {
        origin: log.origin,
        vkey: needs.vkeyOf(log.origin),
        ...progress,
        latest: latest && shown(latest),
        unprotected: [...needs.unprotected],
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/ledger/entries',
    summary: 'List the entries',
    access: readLedger,
    params: siteParams,
    query: entryQuery,
    output: entryPage,
    handle: async ({ params, query, context }) => listEntries(context.db, (await logOf(needs, params.site_id)).id, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/ledger/entries/:entry_id',
    summary: 'One entry with its proof',
    access: readLedger,
    params: siteParams.extend({ entry_id: id }),
    output: entryDetail,
    handle: async ({ params, context }) => {
      const log = await logOf(needs, params.site_id);
      const entry = await readEntry(context.db, log.id, params.entry_id);
      return { ...entry, proof: await proofOf(needs, log, entry.idx) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/ledger/changes',
    summary: 'What happened since a time, by kind',
    access: readLedger,
    params: siteParams,
    query: z.object({ since: time }),
    output: changes,
    handle: async ({ params, query, context }) => ({
      since: query.since,
      kinds: await readChanges(context.db, (await logOf(needs, params.site_id)).id, query.since),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/ledger/consistency',
    summary: 'Proof that the log only grew between two checkpoints',
    access: readLedger,
    params: siteParams,
    query: z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) }),
    output: consistency,
    handle: async ({ params, query, context }) => {
      const log = await logOf(needs, params.site_id);
      const [from_root, to_root] = [await readRoot(context.db, log.id, query.from), await readRoot(context.db, log.id, query.to)];
      if (from_root === null || to_root === null || query.from > query.to) throw new Failure('not_found', 'checkpoint_not_found');
      const { path } = await consistencyProof(needs.client, log.id, query.from, query.to);
      return { from: query.from, to: query.to, path: path.map(base64), from_root, to_root };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/ledger/verifications',
    summary: 'Verify the whole log now',
    access: readLedger,
    params: siteParams,
    body: z.object({}),
    output: verification,
    handle: async ({ params }) => needs.verify(await logOf(needs, params.site_id)),
  }),
];
