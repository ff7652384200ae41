// Routes of the ledger: state, entries, proofs, verification. All read; the auditor may use every one.
import { Failure } from '@holdfast/platform/failure';
import {
  findLog,
  inclusionProof,
  latestCheckpoint,
  type LedgerClient,
  type LedgerLog,
  readEpochs,
  readProgress,
  type StoredCheckpoint,
} from '@holdfast/platform/ledger-store';
import type { Sentence } from '@holdfast/platform/permit';
import { route } from '@holdfast/platform/route';
import { id, siteParams, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { readLedger, readOrganisationLedger } from './access.ts';
import {
  changes,
  entryChoices,
  type EntryDetail,
  entryDetail,
  entryPage,
  entryQuery,
  logState,
  type Protection,
  type SignerState,
  verification,
} from './schema.ts';
import { cosigned, tileRoutes } from './routes.tiles.ts';
import { changesAcross, choicesAcross, listAcross, readAcross } from './store.epochs.ts';

/** What these routes need of the server. */
export type LedgerNeeds = {
  client: LedgerClient;
  /** The public keys of a log by its origin, as text. */
  vkeysOf(origin: string): string[];
  signerOf(log: LedgerLog): SignerState;
  verify(log: LedgerLog): Promise<z.input<typeof verification>>;
  /** Has what was committed before sealed and signed now, when that is possible soon; else it comes with the checkpoint of the minute. */
  cover(log: LedgerLog): Promise<void>;
  /** What protects a log and what does not yet; each part of the product that protects adds its own lines. */
  protections: readonly ((log: LedgerLog) => Promise<Protection[]>)[];
};

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const shown = (it: StoredCheckpoint) => ({ size: it.size, root: base64(it.root), note: it.note, published_at: it.published_at });

type Params = Readonly<Record<string, string>>;

async function logOf(needs: LedgerNeeds, params: Params): Promise<LedgerLog> {
  const log = await findLog(needs.client, params['site_id'] ?? null);
  if (!log) throw new Failure('not_found', 'no_ledger_yet');
  return log;
}

/** All epochs of the place's log, the newest first. */
async function epochsOf(needs: LedgerNeeds, params: Params): Promise<LedgerLog[]> {
  const logs = await readEpochs(needs.client, params['site_id'] ?? null);
  if (logs.length === 0) throw new Failure('not_found', 'no_ledger_yet');
  return logs.toReversed();
}

async function proofOf(needs: LedgerNeeds, log: LedgerLog, idx: number | null): Promise<EntryDetail['proof']> {
  const covering = idx === null ? null : await latestCheckpoint(needs.client, log.id, idx);
  if (idx === null || covering === null) return null;
  const { path } = await inclusionProof(needs.client, log.id, idx, covering.size);
  return {
    size: covering.size,
    root: base64(covering.root),
    path: path.map(base64),
    checkpoint: await cosigned(needs.client, log, covering),
  };
}

/** The same routes for a site's log and for the organisation's. */
export const ledgerRoutes = (needs: LedgerNeeds) => [
  ...routesOf(needs, '/api/v1/sites/:site_id', readLedger, siteParams),
  ...routesOf(needs, '/api/v1', readOrganisationLedger, z.object({})),
  ...tileRoutes(needs.client, '/api/v1/sites/:site_id', readLedger, siteParams),
  ...tileRoutes(needs.client, '/api/v1', readOrganisationLedger, z.object({})),
];

const routesOf = (
  needs: LedgerNeeds,
  place: string,
  access: Sentence,
  placeParams: z.ZodObject<Record<string, z.ZodString | z.ZodUUID>>,
) => [
  route({
    method: 'GET',
    path: `${place}/ledger`,
    summary: 'How far the ledger is',
    access,
    params: placeParams,
    output: logState,
    handle: async ({ params }) => {
      const log = await logOf(needs, params);
      const latest = await latestCheckpoint(needs.client, log.id);
      const progress = await readProgress(needs.client, log.id);
      return {
        origin: log.origin,
        epoch: log.epoch,
        vkeys: needs.vkeysOf(log.origin),
        signer: needs.signerOf(log),
        ...progress,
        latest: latest && shown(latest),
        protections: (await Promise.all(needs.protections.map((of) => of(log)))).flat(),
      };
    },
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/entries`,
    summary: 'List the entries',
    access,
    params: placeParams,
    query: entryQuery,
    output: entryPage,
    handle: async ({ params, query, context }) => listAcross(context.db, await epochsOf(needs, params), query),
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/choices`,
    summary: 'What the entries can be filtered by',
    access,
    params: placeParams,
    output: entryChoices,
    handle: async ({ params, context }) => choicesAcross(context.db, await epochsOf(needs, params)),
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/entries/:entry_id`,
    summary: 'One entry with its proof',
    access,
    params: placeParams.extend({ entry_id: id }),
    output: entryDetail,
    handle: async ({ params, context }) => {
      const logs = await epochsOf(needs, params);
      const { log, entry } = await readAcross(context.db, logs, params['entry_id']!);
      const proof = await proofOf(needs, log, entry.idx);
      if (proof !== null) return { ...entry, proof };
      // Whoever asks for the proof of an act of this minute does not wait for its end.
      await needs.cover(log);
      const { entry: covered } = await readAcross(context.db, logs, params['entry_id']!);
      return { ...covered, proof: await proofOf(needs, log, covered.idx) };
    },
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/changes`,
    summary: 'What happened since a time, by kind',
    access,
    params: placeParams,
    query: z.object({ since: time }),
    output: changes,
    handle: async ({ params, query, context }) => ({
      since: query.since,
      kinds: await changesAcross(context.db, await epochsOf(needs, params), query.since),
    }),
  }),
  route({
    method: 'POST',
    path: `${place}/ledger/verifications`,
    summary: 'Verify the whole log now',
    access,
    params: placeParams,
    body: z.object({}),
    output: verification,
    handle: async ({ params }) => needs.verify(await logOf(needs, params)),
  }),
];
