// Routes of isolation cards: the list, one card, writing and approving it, and switching all conduits of its zone.
import { outcomeOfSwitch } from '@holdfast/conduits/store.modes';
import { Failure } from '@holdfast/platform/failure';
import { requireZones } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import type { z } from 'zod';
import { approveCards, keepCards, seeIsolation, switchZones } from './access.ts';
import { minutesOf } from './rules.ts';
import {
  cardApproval,
  type CardConduit,
  cardPage,
  cardQuery,
  isolationCard,
  keptCard,
  zoneMode,
  zoneSwitch,
  type ZoneSwitched,
  zoneSwitched,
  zoneSwitchPreview,
} from './schema.ts';
import { approveCard, keepCard, listCards, readCard, readKept, readZoneConduits } from './store.ts';

const zoneParams = siteParams.extend({ zone_id: id });
const path = '/api/v1/sites/:site_id/isolation-cards';

/** What the ledger keeps of a card: its shape in clear, its words as commitments. */
function told(it: Awaited<ReturnType<typeof readKept>>) {
  return {
    subject: { type: 'zone', id: it.id, version: it.version },
    facts: { steps: it.steps.length, minutes: minutesOf(it.steps), decider_role: it.decider_role, conduit_ids: it.conduit_ids },
    personal: {
      steps: JSON.stringify(it.steps),
      side_effects: it.side_effects,
      return_condition: it.return_condition,
      decider_id: it.decider_id ?? '',
    },
    result: null,
  };
}

type Switch = z.output<typeof zoneSwitch>;

/** Throws unprocessable before anything is switched, where switching the later ones would be refused for it. */
function requireWords(conduits: readonly CardConduit[], it: Switch, authorities: readonly { id: string }[]): void {
  if (it.mode !== 'normal' && it.return_condition === '') throw new Failure('unprocessable', 'mode_without_return');
  const count = conduits.filter((conduit) => conduit.mode !== it.mode).reduce((sum, conduit) => sum + conduit.safety_stops, 0);
  if (count === 0) return;
  if (it.authority_id === null) throw new Failure('unprocessable', 'shift_authority_needed', { count });
  if (!authorities.some((one) => one.id === it.authority_id)) throw new Failure('unprocessable', 'not_shift_authority');
}

/** One conduit, one act. A refusal is told and does not hold up the others. */
async function switchOne(context: Context, site_id: string, conduit: CardConduit, it: Switch): Promise<ZoneSwitched['rows'][number]> {
  const { id: conduit_id, name, mode: was } = conduit;
  const row = { id: conduit_id, name, code: null };
  if (was === it.mode) return { ...row, outcome: 'already' };
  const body = { ...it, was, authority_id: conduit.safety_stops > 0 ? it.authority_id : null };
  try {
    await context.act(context.permit, { site: site_id, kind: 'conduit.mode_switched', reason: it.reason }, (tx) =>
      outcomeOfSwitch(tx, context.permit, site_id, conduit_id, body, context.now),
    );
    return { ...row, outcome: 'switched' };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { ...row, outcome: 'failed', code: thrown.code };
  }
}

export const routes = [
  route({
    method: 'GET',
    path,
    summary: 'List how each zone is isolated',
    access: seeIsolation,
    params: siteParams,
    query: cardQuery,
    output: cardPage,
    handle: ({ params, query, context }) => listCards(context.db, params.site_id, query, context.permit.zones),
  }),
  route({
    method: 'GET',
    path: `${path}/:zone_id`,
    summary: 'The isolation card of a zone',
    access: seeIsolation,
    params: zoneParams,
    output: isolationCard,
    handle: async ({ params: { site_id, zone_id }, context }) => {
      requireZones(context.permit, [zone_id]);
      return readCard(context.db, site_id, zone_id, context.now);
    },
  }),
  route({
    method: 'PUT',
    path: `${path}/:zone_id`,
    summary: 'Write the isolation card of a zone, or change it',
    access: keepCards,
    params: zoneParams,
    body: keptCard,
    output: isolationCard,
    handle: async ({ params: { site_id, zone_id }, body, context }) => {
      requireZones(context.permit, [zone_id]);
      await context.act(context.permit, { site: site_id, kind: 'isolation.card_kept' }, async (tx) =>
        told(await keepCard(tx, context.permit, site_id, zone_id, body)),
      );
      return readCard(context.db, site_id, zone_id, context.now);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/:zone_id/approval`,
    summary: 'Approve the isolation card of a zone as plant manager',
    access: approveCards,
    params: zoneParams,
    body: cardApproval,
    output: isolationCard,
    handle: async ({ params: { site_id, zone_id }, body, context }) => {
      requireZones(context.permit, [zone_id]);
      await context.act(context.permit, { site: site_id, kind: 'isolation.card_approved' }, async (tx) =>
        told(await approveCard(tx, context.permit, site_id, zone_id, body.version)),
      );
      return readCard(context.db, site_id, zone_id, context.now);
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:zone_id/modes/:mode`,
    summary: 'What switching all conduits of a zone would stop',
    access: seeIsolation,
    params: zoneParams.extend({ mode: zoneMode }),
    output: zoneSwitchPreview,
    handle: async ({ params: { site_id, zone_id, mode }, context }) => {
      requireZones(context.permit, [zone_id]);
      const { conduits, authorities } = await readZoneConduits(
        context.db,
        site_id,
        await readKept(context.db, site_id, zone_id),
        mode,
        context.now,
      );
      return { rows: conduits, authorities };
    },
  }),
  route({
    method: 'POST',
    path: `${path}/:zone_id/mode`,
    summary: 'Isolate all conduits of a zone, or switch them back to normal, each as its own act',
    access: switchZones,
    params: zoneParams,
    body: zoneSwitch,
    output: zoneSwitched,
    handle: async ({ params: { site_id, zone_id }, body, context }) => {
      requireZones(context.permit, [zone_id]);
      const kept = await readKept(context.db, site_id, zone_id);
      const { conduits, authorities, zones } = await readZoneConduits(context.db, site_id, kept, body.mode, context.now);
      requireZones(context.permit, zones);
      requireWords(conduits, body, authorities);
      const rows: ZoneSwitched['rows'] = [];
      for (const conduit of conduits) rows.push(await switchOne(context, site_id, conduit, body));
      return { rows };
    },
  }),
];
