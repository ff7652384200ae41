// Routes of taking back: which acts on an object can be, and doing it: a new act that restores the earlier values.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { tellList } from '@holdfast/platform/large-fact';
import type { Permit } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { permitLike, seeUndoable, undoActs } from './access.ts';
import { fieldsRestored, sortChanges } from './rules.ts';
import { type Change, type Undoable, undoable, undone } from './schema.ts';
import { kindOf, listUndoable, lockKept, noteUndone, type Undoer } from './store.ts';

const isCovered = (permit: Permit, zones: readonly (string | null)[]): boolean =>
  permit.zones === null || zones.every((zone) => zone !== null && permit.zones!.includes(zone));

/** The routes, given how each practice puts back. */
export const undoRoutes = (undoers: readonly Undoer[]) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/undoable',
    summary: 'Acts on an object that can be taken back',
    access: seeUndoable,
    params: siteParams,
    query: z.object({ object_id: id }),
    output: z.object({ acts: z.array(undoable) }),
    handle: async ({ params: { site_id }, query: { object_id }, context }) => {
      const acts = await listUndoable(context.db, site_id, context.permit.actor_id, object_id);
      return { acts: await keepCovered(context, undoers, { site_id, object_id, acts }) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/acts/:entry_id/undo',
    summary: 'Put back what an act changed',
    access: undoActs,
    params: siteParams.extend({ entry_id: id }),
    output: undone,
    handle: async ({ params: { site_id, entry_id }, context }) => {
      const kind = await kindOf(context.db, site_id, entry_id);
      const undoer = undoers.find((it) => it.kinds.includes(kind));
      if (undoer === undefined) throw new Failure('not_found', 'nothing_to_take_back');
      const permit = permitLike(context.principal, undoer.sentence, site_id);
      return context.act(permit, { site: site_id, kind: 'act.undone' }, async (tx, own_id) => {
        const { back, kept } = await sortKept(tx, undoer, permit, site_id, entry_id);
        if (back.length === 0)
          throw new Failure('conflict', kept.some((it) => it.code === 'changed_since') ? 'all_changed_since' : 'nothing_to_take_back');
        await undoer.restore(tx, { site_id, person_id: permit.actor_id, entry_id, changes: back });
        await noteUndone(tx, site_id, entry_id, own_id);
        const told = tellList(
          'ids',
          back.map((it) => it.id),
        );
        const fields = tellList('restored_fields', fieldsRestored(back));
        return {
          subject: { type: undoer.subject_type, id: back[0]!.id },
          facts: { undone_entry_id: entry_id, undone_kind: kind, restored: back.length, kept: kept.length, ...told.facts, ...fields.facts },
          personal: { ...told.personal, ...fields.personal },
          jobs: undoer.jobs(site_id),
          result: { restored: back.length, kept, entry_id: own_id },
        };
      });
    },
  }),
];

/** The acts on an object a person sees: those on what lies in their zones, whatever others did elsewhere. */
async function keepCovered(
  { db, permit }: Context,
  undoers: readonly Undoer[],
  { site_id, object_id, acts }: { site_id: string; object_id: string; acts: readonly Undoable[] },
): Promise<Undoable[]> {
  if (permit.zones === null) return [...acts];
  const seen: Undoable[] = [];
  for (const act of acts) {
    const zones = await undoers.find((it) => it.kinds.includes(act.kind))?.readZones(db, site_id, [object_id]);
    if (isCovered(permit, zones?.get(object_id) ?? [null])) seen.push(act);
  }
  return seen;
}

/** The zone an object would go back into: whoever puts it there must be allowed to, as with any move. */
const zoneBefore = ({ before }: Change): (string | null)[] =>
  Object.hasOwn(before, 'zone_id') ? [(before['zone_id'] as string | null) ?? null] : [];

async function sortKept(tx: Tx, undoer: Undoer, permit: Permit, site_id: string, entry_id: string) {
  const { changes } = await lockKept(tx, site_id, entry_id);
  const now = await undoer.readNow(
    tx,
    site_id,
    changes.map((it) => it.id),
  );
  const mine = changes.filter((it) => !now.has(it.id) || isCovered(permit, [...now.get(it.id)!.zones, ...zoneBefore(it)]));
  const sorted = sortChanges(mine, now);
  const others = changes.filter((it) => !mine.includes(it)).map(({ id: one }) => ({ id: one, code: 'zone_not_allowed' }));
  return { back: sorted.back, kept: [...sorted.kept, ...others] };
}
