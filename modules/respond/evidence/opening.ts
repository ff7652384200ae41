// Opening a sensitive item: asking both sides, and reading what they opened; each reading is an act of custody.
import type { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { askOpening, keyOfOpening, readReason } from '@holdfast/opening-keys/store.openings';
import { labelOf, refusalOf } from './rules.ts';
import { type Acting, doTo } from './store.custody.ts';
import { readItem } from './store.ts';

/** Asks both sides. Throws conflict `not_under_keys` for what has no keys (yet), and as any other opening of an item. */
export async function askToOpen(
  context: Acting,
  site_id: string,
  item_id: string,
  reason: string,
): Promise<{ opening_id: string; token: string }> {
  const { permit } = context;
  return context.act(permit, { site: site_id, kind: 'opening.asked', reason }, async (tx) => {
    const item = await readItem(tx, site_id, item_id);
    const code = refusalOf('accessed', item, permit.actor_id);
    if (code !== null) throw new Failure('conflict', code);
    if (item.file_sha256 === null || !item.sensitive) throw new Failure('conflict', 'not_under_keys');
    const subject = { type: 'evidence_item', id: item.id };
    const title = `${labelOf(item.number)} ${item.title}`;
    const asked = await askOpening(tx, permit, { site_id, subject, opens: `evidence/${item.id}`, title, sha256: item.file_sha256, reason });
    return { subject: { type: 'opening', id: asked.opening_id }, facts: { of_type: subject.type, of_id: subject.id }, result: asked };
  });
}

/** The bytes of an opened item. The key is in memory only while they stream. Throws as `keyOfOpening`. */
export async function readOpened(
  context: Acting,
  { site_id, item_id, opening_id }: { site_id: string; item_id: string; opening_id: string },
  token: string,
): Promise<{ name: string; type: string; body: Readable }> {
  const data_key = await keyOfOpening(context.db, site_id, { opening_id, subject_id: item_id, person_id: context.permit.actor_id, token });
  const remark = await readReason(context.db, site_id, opening_id);
  const it = await doTo(context, site_id, item_id, 'accessed', { remark });
  const body = await context.files.stream(it.file_sha256!, data_key);
  return { name: it.file_name ?? labelOf(it.number), type: 'application/octet-stream', body };
}
