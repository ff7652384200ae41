// Routes of snapshots: take one, read one with its map, compare two or one with now.
import { type Database, route } from '@holdfast/platform/route';
import { id, listQuery, siteParams } from '@holdfast/platform/shapes';
import { seeSnapshots, takeSnapshots } from './access.ts';
import { compareSnapshots, selectChanges } from './rules.ts';
import { type Change, changePage, changeQuery, newSnapshot, snapshot, snapshotDetail, snapshotPage } from './schema.ts';
import { listSnapshots, readContent, readNow, readSnapshotDetail, takeSnapshot } from './store.ts';

const base = '/api/v1/sites/:site_id/snapshots';
const snapshotParams = siteParams.extend({ snapshot_id: id });

/** The pairs compared last: a snapshot never changes, and whoever compares two then searches and scrolls in what differs. */
const compared = new Map<string, readonly Change[]>();
const mostKept = 4;

async function changesBetween(db: Database, site_id: string, from: string, to: string): Promise<readonly Change[]> {
  const key = [site_id, from, to].join(' ');
  const known = compared.get(key);
  if (known !== undefined) return known;
  const [before, after] = [await readContent(db, site_id, from), await readContent(db, site_id, to)];
  const changes = compareSnapshots(before.content, after.content);
  compared.set(key, changes);
  for (const old of [...compared.keys()].slice(0, -mostKept)) compared.delete(old);
  return changes;
}

export const routes = [
  route({
    method: 'GET',
    path: base,
    summary: 'List the snapshots',
    access: seeSnapshots,
    params: siteParams,
    query: listQuery,
    output: snapshotPage,
    handle: ({ params, query, context }) => listSnapshots(context.db, params.site_id, query),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Take a snapshot of the map and the inventory',
    access: takeSnapshots,
    params: siteParams,
    body: newSnapshot,
    output: snapshot,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'snapshot.taken' }, async (tx, entry_id) => {
        const taking = { name: body.name, person_id: context.permit.actor_id, entry_id, now: context.now.toISOString() };
        const result = await takeSnapshot(tx, site_id, taking);
        const facts = { name: result.name, sha256: result.sha256, size_bytes: result.size_bytes, ...result.counts };
        return { subject: { type: 'snapshot', id: result.id }, facts, result };
      }),
  }),
  route({
    method: 'GET',
    path: `${base}/:snapshot_id`,
    summary: 'One snapshot with its map',
    access: seeSnapshots,
    params: snapshotParams,
    output: snapshotDetail,
    handle: ({ params, context }) => readSnapshotDetail(context.db, params.site_id, params.snapshot_id),
  }),
  route({
    method: 'GET',
    path: `${base}/:snapshot_id/changes`,
    summary: 'What changed since a snapshot, until another or until now',
    access: seeSnapshots,
    params: snapshotParams,
    query: changeQuery,
    output: changePage,
    handle: async ({ params: { site_id, snapshot_id }, query, context }) => {
      if (query.to !== undefined) return selectChanges(await changesBetween(context.db, site_id, snapshot_id, query.to), query);
      const before = await readContent(context.db, site_id, snapshot_id);
      const now = await readNow(context.db, site_id, context.now.toISOString());
      return selectChanges(compareSnapshots(before.content, now), query);
    },
  }),
];
