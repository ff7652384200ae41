// SQL of trials: a list held against what was recorded in a period. Read in one snapshot, page by page: memory stays the same.
import { type Rule as CoreRule, startDryRun, tellsHours, type TriedFlow } from '@holdfast/core-zones';
import { wallOf } from '@holdfast/core-cadence';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { stretchesBetween } from '@holdfast/production/rules';
import { readCalendar } from '@holdfast/production/store';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import type { Rule } from './schema.ts';
import type { Trial, TrialAsked, TriedFlowShown } from './schema.trial.ts';
import { readAssets, readDraft, seenBySegment, seenOf } from './store.drafts.ts';
import { listHeld } from './store.force.ts';
import { readConduit } from './store.ts';

/** What a list would have let through, reported and cut. Throws not_found when there is no draft or no such list. */
export function tryList(db: Database, site_id: string, conduit_id: string, it: TrialAsked): Promise<Trial> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute((tx) => tryIn(tx as unknown as Tx, site_id, conduit_id, it));
}

async function tryIn(tx: Tx, site_id: string, conduit_id: string, it: TrialAsked): Promise<Trial> {
  const conduit = await readConduit(tx, site_id, conduit_id);
  const zones = [conduit.zone_a_id, conduit.zone_b_id] as const;
  const [from, until] = [new Date(it.from), new Date(it.until)];
  const calendar = await readCalendar(tx, site_id, from, until);
  const assets = await readAssets(tx, site_id);
  const held = (await listHeld(tx, site_id)).find(({ id }) => id === conduit_id);
  const rules = (await rulesAsked(tx, site_id, conduit_id, it)) as readonly CoreRule[];
  const by_hour = tellsHours(rules) || tellsHours(held?.rules ?? []);
  const trying = startDryRun({
    rules,
    zone_of: await readMembers(tx, site_id),
    kind_of: new Map([...assets].map(([id, { kind }]) => [id, kind])),
    mode: it.mode,
    in_force: held?.rules ?? null,
    states: stretchesBetween(calendar, zones, from.getTime(), until.getTime()),
    wall: (utc_ms) => wallOf(calendar.time_zone, utc_ms),
  });
  for await (const groups of seenBySegment(tx, site_id, calendar, { from, until, zones, by_hour }))
    trying.push(groups.map(({ group, state }) => seenOf(group, 'unknown', state)));
  const { examples, ...sums } = trying.end();
  const nameOf = (id: string | null): string => (id === null ? '?' : (assets.get(id)?.name ?? '?'));
  return { from: it.from, until: it.until, ...sums, examples: examples.map((each) => shownOf(each, nameOf)) };
}

function shownOf({ flow, ...it }: TriedFlow, nameOf: (id: string | null) => string): TriedFlowShown {
  const { client_id, server_id, transport, server_port, protocol, classes } = flow;
  const ends = { client_id, client_name: nameOf(client_id), server_id, server_name: nameOf(server_id) };
  return { ...ends, transport, server_port, protocol, classes: [...classes], ...it };
}

async function rulesAsked(tx: Tx, site_id: string, conduit_id: string, it: TrialAsked): Promise<readonly Rule[]> {
  if (it.list_id === undefined) {
    const draft = await readDraft(tx, site_id, conduit_id);
    if (draft === null) throw new Failure('not_found', 'draft_not_found');
    return draft.rules;
  }
  const list = await sql<{
    rules: Rule[];
  }>`select rules from holdfast.allow_list where site_id = ${site_id} and conduit_id = ${conduit_id} and id = ${it.list_id}`.execute(tx);
  if (list.rows.length === 0) throw new Failure('not_found', 'list_not_found');
  return list.rows[0]!.rules;
}
