// Acts of custody as acts of the product: who may now, what is measured, the row and the ledger's entry in one transaction.
import type { Told, Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { destroyKey } from '@holdfast/platform/file-keys';
import type { Permit } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import { openApproval } from '@holdfast/approvals/store';
import type { ApprovalKind, By, Outcome } from '@holdfast/approvals/store.decide';
import type { Request } from '@holdfast/approvals/store';
import { putUnderKeys } from '@holdfast/opening-keys/store.keys';
import { dropShares, isUnderKeys } from '@holdfast/opening-keys/store';
import { listJob } from '@holdfast/personal-data/store.erasing';
import { requireItemNotHeld } from '@holdfast/personal-data/store.holds';
import { noteKeptFile } from '@holdfast/kept-files/store';
import { tell } from '@holdfast/notices/store';
import { destroyEvidence, openEvidence } from './access.ts';
import { measure } from './files.ts';
import { type DoneTo, labelOf, refusalOf } from './rules.ts';
import type { CustodyAct, Item, Seen } from './schema.ts';
import { addItem, isStillKept, lockItem, type NewItem, noteAct, noteDestructionAsked, readItem } from './store.ts';

export type Acting = Pick<Context, 'db' | 'act' | 'files' | 'permit'>;
type Measured = Awaited<ReturnType<typeof measure>>;
export const shredJob = 'evidence.shred';

/** Takes something into evidence; from here on its custodian is who collected it. There is no draft. */
export async function collect(context: Acting, site_id: string, it: NewItem, seen: Seen): Promise<Item> {
  const measured = await measure(context.files, it.file_sha256 ?? null);
  if (measured?.whole === false) throw new Failure('unprocessable', 'file_is_not_whole');
  const closed =
    it.sensitive && it.form === 'file' ? { sha256: it.file_sha256!, sealed_sha256: await context.files.hashSealed(it.file_sha256!) } : null;
  return context.act(context.permit, { site: site_id, kind: 'custody.collected' }, async (tx, entry_id) => {
    const item = await addItem(tx, site_id, it);
    await noteAct(tx, site_id, item, { act: 'collected', person_id: it.person_id, entry_id, seen, measured });
    if (item.file_sha256 !== null) await noteKeptFile(tx, keptAs(site_id, item));
    if (closed !== null && !(await isUnderKeys(tx, site_id, closed.sha256))) await putUnderKeys(tx, context.files, site_id, closed);
    return { ...told(item, 'collected', seen, measured), result: await readItem(tx, site_id, item.id) };
  });
}

/** Does one thing to an item. Throws forbidden for who is not in the place to, conflict for what is gone, moving or waits. */
export async function doTo(context: Acting, site_id: string, item_id: string, doing: DoneTo, seen: Seen): Promise<Item> {
  const measured = await measure(context.files, (await readItem(context.db, site_id, item_id)).file_sha256);
  if (measured?.whole === false && (doing === 'accessed' || doing === 'copied')) throw new Failure('conflict', 'file_is_not_whole');
  return context.act(context.permit, { site: site_id, kind: `custody.${doing}` }, async (tx, entry_id) => {
    const item = await lockAllowed(tx, context.permit, item_id, doing);
    if (doing === 'handed_over' && seen.to === item.custodian_id) throw new Failure('unprocessable', 'hand_over_to_another');
    await noteAct(tx, site_id, item, { act: doing, person_id: context.permit.actor_id, entry_id, seen, measured });
    if (measured?.whole === false) await tellBroken(tx, site_id, item);
    const after = await readItem(tx, site_id, item_id);
    if (doing === 'handed_over') await tellReceiver(tx, site_id, after);
    return { ...told(after, doing, seen, measured), result: after };
  });
}

/** A copy on a medium: the original says so, and the medium is an item of its own in the hands of who made it. */
export async function copyItem(
  context: Acting,
  site_id: string,
  item_id: string,
  it: Pick<NewItem, 'title' | 'place' | 'method'> & Seen,
): Promise<Item> {
  const measured = await measure(context.files, (await readItem(context.db, site_id, item_id)).file_sha256);
  if (measured?.whole === false) throw new Failure('conflict', 'file_is_not_whole');
  const { actor_id: person_id } = context.permit;
  return context.act(context.permit, { site: site_id, kind: 'custody.copied' }, async (tx, entry_id) => {
    const original = await lockAllowed(tx, context.permit, item_id, 'copied');
    const { title, place, method, seal_number = null } = it;
    const copy = await addItem(tx, site_id, {
      form: 'object',
      kind: 'medium',
      title,
      place,
      method,
      seal_number,
      sensitive: original.sensitive,
      copy_of: original.id,
      asset_id: original.asset_id,
      person_id,
    });
    const seen = { place, tool: method, remark: it.remark, seal_number };
    await noteAct(tx, site_id, original, { act: 'copied', person_id, entry_id, seen, measured });
    await noteAct(tx, site_id, copy, { act: 'collected', person_id, entry_id, seen, measured: null });
    const { facts, ...rest } = told(original, 'copied', seen, measured);
    return { ...rest, facts: { ...facts, copy_id: copy.id, copy_number: copy.number }, result: await readItem(tx, site_id, copy.id) };
  });
}

/** Asks for the destruction of an item; a second person decides. */
export async function askDestruction(context: Acting, site_id: string, item_id: string, reason: string): Promise<Item> {
  const measured = await measure(context.files, (await readItem(context.db, site_id, item_id)).file_sha256);
  return context.act(context.permit, { site: site_id, kind: 'custody.destruction_asked', reason }, async (tx, entry_id) => {
    const item = await lockAllowed(tx, context.permit, item_id, 'destruction_asked');
    await requireItemNotHeld(tx, site_id, heldBy(item));
    const approval_id = await openApproval(tx, context.permit, {
      kind: destructionKind,
      subject_type: 'evidence_item',
      subject_id: item.id,
      opens: `evidence/${item.id}`,
      title: `${labelOf(item.number)} ${item.title}`,
      sentence: destroyEvidence,
      zone_ids: [],
      will: { words: 'evidence:will.destroy', params: { label: labelOf(item.number), title: item.title } },
      reason,
    });
    await noteDestructionAsked(tx, site_id, item.id, approval_id);
    await noteAct(tx, site_id, item, {
      act: 'destruction_asked',
      person_id: context.permit.actor_id,
      entry_id,
      seen: { remark: reason },
      measured,
    });
    const { facts, ...rest } = told(item, 'destruction_asked', {}, measured);
    return { ...rest, facts: { ...facts, approval_id }, result: await readItem(tx, site_id, item.id) };
  });
}

const heldBy = ({ id, collected_at: at, collected_by, custodian_id }: Item) => ({ id, at, person_ids: [collected_by, custodian_id] });

const destructionKind = 'evidence.destruction';

async function settleDestruction(tx: Tx, request: Request, outcome: Outcome, by: By): Promise<Omit<Told<unknown>, 'result'>> {
  const { site_id, subject_id } = request;
  const item = await lockItem(tx, site_id, subject_id);
  const done: CustodyAct = outcome === 'approved' ? 'destroyed' : 'destruction_refused';
  if (done === 'destroyed') await requireItemNotHeld(tx, site_id, heldBy(item));
  await noteDestructionAsked(tx, site_id, item.id, null);
  const person_id = by.person_id ?? request.asked_by;
  await noteAct(tx, site_id, item, { act: done, person_id, entry_id: by.entry_id, seen: { remark: by.reason }, measured: null });
  const { facts, ...rest } = told(item, done, {}, null);
  const isShredded = done === 'destroyed' && item.file_sha256 !== null && !(await isStillKept(tx, item.file_sha256));
  if (!isShredded) return { ...rest, facts };
  await destroyKey(tx, item.file_sha256!);
  await dropShares(tx, item.file_sha256!);
  return {
    ...rest,
    facts: { ...facts, key_destroyed: true },
    jobs: [
      { name: shredJob, payload: { sha256: item.file_sha256 } },
      { name: listJob, payload: {} },
    ],
  };
}

const keptAs = (site_id: string, it: Item) => ({
  site_id,
  sha256: it.file_sha256!,
  name: it.file_name ?? it.title,
  of: { type: 'evidence_item', id: it.id },
});

/** The destruction of an item as something two people decide. */
export const destructionApproval: ApprovalKind = { kind: destructionKind, sentence: destroyEvidence, settle: settleDestruction };

async function lockAllowed(tx: Tx, permit: Permit, item_id: string, doing: DoneTo): Promise<Item> {
  const item = await lockItem(tx, permit.site_id!, item_id);
  const refusal = refusalOf(doing, item, permit.actor_id);
  if (refusal === null) return item;
  throw new Failure(refusal.startsWith('only_') ? 'forbidden' : 'conflict', refusal);
}

/** What the ledger keeps of an act: numbers, hashes and ids in clear; words people wrote, and hashes of what is sensitive, only as commitments. */
function told(it: Item, act: CustodyAct, seen: Seen, measured: Measured): Omit<Told<unknown>, 'result'> {
  const facts = {
    act,
    number: it.number,
    form: it.form,
    kind: it.kind,
    to: seen.to,
    seal_number: seen.seal_number ?? undefined,
    seal_intact: seen.seal_intact ?? undefined,
    whole: measured?.whole,
    copy_of: it.copy_of ?? undefined,
  };
  const named = {
    title: it.title,
    place: seen.place,
    tool: seen.tool ?? (act === 'collected' ? it.method : undefined),
    remark: seen.remark,
  };
  const personal = Object.fromEntries(Object.entries(named).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  const subject = { type: 'evidence_item', id: it.id };
  const { file_sha256: sha256, size_bytes } = it;
  if (sha256 === null) return { subject, facts, personal };
  if (it.sensitive) return { subject, facts, personal: { ...personal, sha256 } };
  return { subject, facts, personal, files: [{ sha256, size_bytes: size_bytes!, type: it.file_type ?? 'application/octet-stream' }] };
}

async function tellReceiver(tx: Tx, site_id: string, it: Item): Promise<void> {
  const params = { label: labelOf(it.number), title: it.title, name: it.custodian_name };
  await tell(tx, { kind: 'evidence_handed_over', site_id, opens: `evidence/${it.id}`, params, to: { person_ids: [it.receiver_id!] } });
}

async function tellBroken(tx: Tx, site_id: string, it: Item): Promise<void> {
  const params = { label: labelOf(it.number), title: it.title };
  const to = { sentence: openEvidence, zone_ids: [] };
  await tell(tx, { kind: 'evidence_not_whole', site_id, opens: `evidence/${it.id}`, params, to });
}
