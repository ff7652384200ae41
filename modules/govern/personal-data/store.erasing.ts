// Erasing as an act: what would go, asking for it, and with the second person's word the erasure itself, in one transaction.
import type { Told, Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { sha256 as hashOf } from '@holdfast/platform/ledger-crypto';
import type { Permit, Sentence } from '@holdfast/platform/permit';
import type { Context, Database } from '@holdfast/platform/route';
import { openApproval, type Request } from '@holdfast/approvals/store';
import type { ApprovalKind, By, Outcome } from '@holdfast/approvals/store.decide';
import { readPerson } from '@holdfast/people/store';
import type { z } from 'zod';
import { askErasure, askPersonErasure, permitPersonErasure } from './access.ts';
import { holdsOn, listText } from './rules.erasure.ts';
import type { Erasure, Hold, newErasure, Of, Part, Preview } from './schema.erasure.ts';
import {
  addErasure,
  erasePayloads,
  findPayloads,
  type Found,
  noteApproval,
  noteSettled,
  readEntrySite,
  readErasure,
  readListed,
} from './store.erasure.ts';
import { listHoldsInForce, lockHolds } from './store.holds.ts';
import { countPlaces, countStaying, erasePlaces, readNames } from './store.places.ts';

/** After the commit, what was erased is written where a restored backup is cleaned from again. */
export const listJob = 'personal_data.list';
const shown = 2000;
type Acting = Pick<Context, 'db' | 'act' | 'permit' | 'principal'>;
type Whole = Omit<Preview, 'payloads' | 'total'> & { found: Found[] };

/** The permit for what is asked: a person, and an entry of the organisation's log, take a role for the whole organisation. */
async function permitFor({ db, principal, permit }: Acting, site_id: string, of: Of): Promise<{ permit: Permit; sentence: Sentence }> {
  const at = of.what === 'entry' ? await readEntrySite(db, of.entry_id) : null;
  if (at !== null && at !== site_id) throw new Failure('not_found', 'entry_not_found');
  if (at !== null) return { permit, sentence: askErasure };
  return { permit: permitPersonErasure(principal, site_id), sentence: askPersonErasure };
}

const listSha256 = (found: readonly Found[]): string => Buffer.from(hashOf(Buffer.from(listText(found)))).toString('hex');

async function lookAt(db: Database | Tx, of: Of): Promise<Whole> {
  const names = of.what === 'person' ? await readNames(db, of.person_id) : [];
  const found = await findPayloads(db, of, names);
  const holds: Hold[] = holdsOn(of, found, await listHoldsInForce(db));
  if (of.what === 'entry') return { found, places: {}, remains: {}, holds, sha256: listSha256(found) };
  const whom = { person_id: of.person_id, names };
  const [places, remains] = [await countPlaces(db, whom, of.parts), await countStaying(db, whom)];
  return { found, places, remains, holds, sha256: listSha256(found) };
}

/** What an erasure would empty, what stays, and what forbids it. Throws not_found, and forbidden for whose role is for one site only. */
export async function previewErasure(context: Acting, site_id: string, of: Of): Promise<Preview> {
  if (of.what === 'person') await readPerson(context.db, of.person_id);
  await permitFor(context, site_id, of);
  const { found, ...rest } = await lookAt(context.db, of);
  return { ...rest, payloads: found.slice(0, shown), total: found.length };
}

/**
 * Asks for an erasure of just what was shown (`sha256`). Throws conflict: `legal_hold`, `person_still_active`, `list_has_changed`,
 * `nothing_to_erase`.
 */
export async function askForErasure(context: Acting, site_id: string, it: z.output<typeof newErasure>): Promise<Erasure> {
  const { of, ground, reason } = it;
  const { permit, sentence } = await permitFor(context, site_id, of);
  return context.act(permit, { site: site_id, kind: 'personal_data.erasure_asked', reason }, async (tx) => {
    const seen = await lookAt(tx, of);
    requireNoHold(seen.holds);
    if (of.what === 'person') await requireGone(tx, of.person_id, of.parts);
    if (seen.sha256 !== it.sha256) throw new Failure('conflict', 'list_has_changed');
    const rows = sum(seen.places);
    if (seen.found.length + rows === 0) throw new Failure('conflict', 'nothing_to_erase');
    const { actor_id: asked_by } = permit;
    const list = seen.found.map(({ entry_id, n }) => [entry_id, n] as [string, number]);
    const id = await addErasure(tx, site_id, { of, ground, reason, list, places: seen.places, remains: seen.remains, asked_by });
    const approval_id = await openApproval(tx, permit, {
      kind: sentence === askErasure ? entryKind : personKind,
      subject_type: 'erasure',
      subject_id: id,
      opens: `erasures/${id}`,
      // Without a name: what is asked here stays.
      title: id.slice(-6),
      sentence,
      zone_ids: [],
      will: { words: 'personal-data:will.erase', params: { payloads: list.length, rows } },
      reason,
    });
    await noteApproval(tx, site_id, id, approval_id);
    const facts = { of: of.what, ground, payloads: list.length, rows, payloads_asked_sha256: seen.sha256, approval_id };
    return { subject: { type: 'erasure', id }, facts, result: await readErasure(tx, site_id, id) };
  });
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0);

function requireNoHold([hold]: readonly Hold[]): void {
  if (hold !== undefined) throw new Failure('conflict', 'legal_hold', { hold_id: hold.id });
}

// The account goes only when nobody works with it any more.
async function requireGone(tx: Tx, person_id: string, parts: readonly Part[]): Promise<void> {
  const { active } = await readPerson(tx, person_id);
  if (parts.includes('account') && active) throw new Failure('conflict', 'person_still_active');
}

const entryKind = 'personal_data.entry_erasure';
const personKind = 'personal_data.person_erasure';

async function settle(tx: Tx, request: Request, outcome: Outcome, by: By): Promise<Omit<Told<unknown>, 'result'>> {
  const { site_id, subject_id } = request;
  const it = await readErasure(tx, site_id, subject_id);
  const subject = { type: 'erasure', id: it.id };
  if (outcome === 'approved') return { kind: 'personal_data.erased', subject, ...(await erase(tx, site_id, it, by)) };
  await noteSettled(tx, site_id, it.id, { state: outcome, decided_by: by.person_id, erasing_entry: null });
  return { subject, facts: { of: it.of, ground: it.ground } };
}

type Asked = Awaited<ReturnType<typeof readErasure>>;

/** Both who ask and who agree are others than who is erased, or one of them is: alone nobody erases themselves. */
async function erase(tx: Tx, site_id: string, it: Asked, by: By): Promise<Pick<Told<unknown>, 'facts' | 'jobs'>> {
  if (by.person_id === null || by.person_id === it.person_id) throw new Failure('forbidden', 'not_about_oneself');
  await lockHolds(tx);
  const left = await readListed(tx, it.list);
  const of: Of =
    it.of === 'person' ? { what: 'person', person_id: it.person_id!, parts: it.parts } : { what: 'entry', entry_id: it.entry_id! };
  requireNoHold(holdsOn(of, left, await listHoldsInForce(tx)));
  if (of.what === 'person') await requireGone(tx, of.person_id, of.parts);
  const names = of.what === 'person' ? await readNames(tx, of.person_id) : [];
  const { erased, sha256 } = await erasePayloads(tx, it.list, { actor: by.person_id, entry_id: by.entry_id });
  const places = of.what === 'person' ? await erasePlaces(tx, { person_id: of.person_id, names }, of.parts) : {};
  await noteSettled(tx, site_id, it.id, { state: 'erased', decided_by: by.person_id, erasing_entry: by.entry_id, places });
  const facts = {
    of: it.of,
    ground: it.ground,
    payloads: erased,
    payloads_sha256: sha256,
    rows: sum(places),
    erased_person: it.person_id ?? undefined,
  };
  return { facts, jobs: [{ name: listJob, payload: {} }] };
}

export const entryErasureApproval: ApprovalKind = { kind: entryKind, sentence: askErasure, settle };
export const personErasureApproval: ApprovalKind = { kind: personKind, sentence: askPersonErasure, settle };
