// Routes of anchors: who keeps watch from outside, how that goes, what is printed for minutes, and which neighbours' logs are cosigned here.
import { formatVerifierKey } from '@holdfast/core-ledger';
import { Failure } from '@holdfast/platform/failure';
import { findLog, type LedgerLog, readLogs } from '@holdfast/platform/ledger-store';
import type { Sentence } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { z } from 'zod';
import { keepAnchors, readAnchors, seeAnchors } from './access.ts';
import { checkFingerprint, printCheckpoint } from './human-anchor.ts';
import { type AnchoringParts, tryNow } from './jobs.ts';
import { askNeighbours } from './neighbours.ts';
import { holdsCertificates } from './rfc3161.ts';
import { presentLogs, readWitnessKeys } from './rules.ts';
import {
  anchor,
  anchoring,
  type AnchorSettings,
  anchorSettings,
  ended,
  fingerprintAnswer,
  fingerprintAsked,
  neighbours,
  type NewAnchor,
  newAnchor,
  newPolicy,
  ownWitness,
  printed,
  trial,
} from './schema.ts';
import { sealedForAnchor } from './send.ts';
import { readAnchoring } from './standing.ts';
import { addAnchor, endAnchor, keepPolicy, listAnchors, readAnchor, readPolicy, shownAnchor, siteNames } from './store.ts';

/** What these routes need of the server: how things are sent, and the keys of its own logs. */
export type AnchorNeeds = { parts: AnchoringParts; vkeysOf(origin: string): string[] };

const base = '/api/v1/anchors';
const oneParams = z.object({ anchor_id: id });

async function settingsPage({ parts, vkeysOf }: AnchorNeeds, { db }: Pick<Context, 'db'>): Promise<z.input<typeof anchorSettings>> {
  const names = await siteNames(db);
  const logs = presentLogs(await readLogs(parts.client)).map(({ origin, site_id }) => ({
    origin,
    site_id,
    site_name: site_id === null ? null : (names.get(site_id) ?? null),
    vkeys: vkeysOf(origin),
  }));
  return { rows: (await listAnchors(db)).map(shownAnchor), ...(await readPolicy(db)), logs };
}

/** The address is shown and stands in entries, so it holds no password. */
function refuseCredentials(address: string): void {
  const { username, password } = new URL(address);
  if (username !== '' || password !== '') throw new Failure('unprocessable', 'address_with_password');
}

function settingsOf(it: NewAnchor): AnchorSettings {
  if (it.kind === 'syslog') return {};
  if (it.kind === 'time_stamp' && !holdsCertificates(it.chain_pem)) throw new Failure('unprocessable', 'certificates_wrong');
  if (it.kind === 'time_stamp') return { chain_pem: it.chain_pem, every_minutes: it.every_minutes };
  if (it.kind === 'worm') {
    const { bucket, region, prefix, retain_days, every_minutes, access_key_id } = it;
    return { bucket, region, prefix, retain_days, every_minutes, access_key_id };
  }
  const keys = readWitnessKeys(it.vkeys);
  if (!keys.ok) throw new Failure('unprocessable', 'witness_keys_wrong', { what: keys.error.what });
  const vkeys = keys.value.map((key) => formatVerifierKey(key.name, key.public_key, undefined, key.type));
  return { key_name: keys.value[0]!.name, vkeys };
}

export const anchorRoutes = (needs: AnchorNeeds) => [
  ...settingRoutes(needs),
  ...logRoutes(needs, '/api/v1/sites/:site_id', readAnchors, siteParams),
  ...logRoutes(needs, '/api/v1', seeAnchors, z.object({})),
];

const settingRoutes = (needs: AnchorNeeds) => [
  route({
    method: 'GET',
    path: base,
    summary: 'List the witnesses, time stamps and copies that protect the ledgers',
    access: seeAnchors,
    output: anchorSettings,
    handle: ({ context }) => settingsPage(needs, context),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Add a witness, a time stamp authority, a syslog receiver or a bucket nobody can empty',
    access: keepAnchors,
    body: newAnchor,
    output: anchor,
    handle: async ({ body, context }) => {
      refuseCredentials(body.url);
      const [anchor_id, settings] = [newUuidV7(context.now.getTime()), settingsOf(body)];
      const { kind, name, url, ca_pem, allow_private } = body;
      const secret = kind === 'worm' ? needs.parts.vault.seal(body.secret_access_key, sealedForAnchor(anchor_id)) : null;
      const private_host = allow_private ? new URL(url).hostname : null;
      const made = await context.act(context.permit, { site: null, kind: 'anchor.added' }, async (tx) => {
        await addAnchor(tx, { id: anchor_id, kind, name, url, settings, secret, private_host, ca_pem });
        const facts = { kind, name, host: new URL(url).host, vkeys: settings.vkeys };
        return { subject: { type: 'anchor', id: anchor_id }, facts, result: { id: anchor_id } };
      });
      return shownAnchor(await readAnchor(context.db, made.id));
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:anchor_id/trial`,
    summary: 'Try it now with every log',
    access: keepAnchors,
    params: oneParams,
    body: z.object({}),
    output: trial,
    handle: async ({ params, context }) => {
      const it = await readAnchor(context.db, params.anchor_id);
      const results = await tryNow(needs.parts, it);
      return context.act(context.permit, { site: null, kind: 'anchor.tried' }, async () => {
        const failed = results.filter(({ fault }) => fault !== null).length;
        return { subject: { type: 'anchor', id: it.id }, facts: { kind: it.kind, logs: results.length, failed }, result: { results } };
      });
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:anchor_id/end`,
    summary: 'End it; what it said stays in the ledger',
    access: keepAnchors,
    params: oneParams,
    body: ended,
    output: done,
    handle: async ({ params, body, context }) => {
      const it = await readAnchor(context.db, params.anchor_id);
      return context.act(context.permit, { site: null, kind: 'anchor.ended', reason: body.reason }, async (tx) => {
        await endAnchor(tx, it.id);
        return { subject: { type: 'anchor', id: it.id }, facts: { kind: it.kind, name: it.name }, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'PUT',
    path: `${base}/policy`,
    summary: 'How many witnesses are enough',
    access: keepAnchors,
    body: newPolicy,
    output: anchorSettings,
    handle: async ({ body, context }) => {
      await context.act(context.permit, { site: null, kind: 'anchor.policy_set' }, async (tx) => {
        const before = (await readPolicy(tx)).threshold;
        const organisation_id = await keepPolicy(tx, body);
        return { subject: { type: 'organisation', id: organisation_id }, facts: { before, needed: body.threshold }, result: null };
      });
      return settingsPage(needs, context);
    },
  }),
  route({
    method: 'GET',
    path: `${base}/neighbours`,
    summary: 'Which logs of others the witness of this organisation cosigns',
    access: seeAnchors,
    output: neighbours,
    handle: async ({ context }) => askNeighbours(needs.parts, await readPolicy(context.db)),
  }),
  route({
    method: 'PUT',
    path: `${base}/neighbours`,
    summary: 'Name the address of the witness this organisation runs',
    access: keepAnchors,
    body: ownWitness,
    output: neighbours,
    handle: async ({ body: { url, allow_private }, context }) => {
      if (url !== null) refuseCredentials(url);
      await context.act(context.permit, { site: null, kind: 'anchor.own_witness_named' }, async (tx) => {
        const organisation_id = await keepPolicy(tx, { own_witness: url, own_witness_private: allow_private });
        const facts = { host: url === null ? undefined : new URL(url).host };
        return { subject: { type: 'organisation', id: organisation_id }, facts, result: null };
      });
      return askNeighbours(needs.parts, await readPolicy(context.db));
    },
  }),
];

type Params = Readonly<Record<string, string>>;

async function logOf({ parts }: AnchorNeeds, params: Params): Promise<LedgerLog> {
  const log = await findLog(parts.client, params['site_id'] ?? null);
  if (!log) throw new Failure('not_found', 'no_ledger_yet');
  return log;
}

/** The same for a site's log and for the organisation's. */
const logRoutes = (needs: AnchorNeeds, place: string, access: Sentence, params: z.ZodObject<Record<string, z.ZodString | z.ZodUUID>>) => [
  route({
    method: 'GET',
    path: `${place}/ledger/anchors`,
    summary: 'Who outside has seen the ledger, up to where and when',
    access,
    params,
    output: anchoring,
    handle: async (it) => readAnchoring(it.context.db, needs.parts.client, await logOf(needs, it.params)),
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/fingerprint`,
    summary: 'The newest checkpoint with a fingerprint to print in minutes',
    access,
    params,
    output: printed,
    handle: async (it) => printCheckpoint(needs.parts.client, await logOf(needs, it.params)),
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/fingerprint/check`,
    summary: 'Whether a fingerprint from minutes is still this ledger’s history',
    access,
    params,
    query: fingerprintAsked,
    output: fingerprintAnswer,
    handle: async (it) => checkFingerprint(needs.parts.client, await logOf(needs, it.params), it.query),
  }),
];
