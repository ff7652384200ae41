// How judgements of flows are taken back: what was said of each before, by whom and why.
import type { Tx } from '@holdfast/platform/act';
import { groupByBefore } from '@holdfast/undo/rules';
import type { Restoring, State, Undoer } from '@holdfast/undo/store';
import { sql } from 'kysely';
import { judgeFlows } from './access.ts';
import { zonesOfFlows } from './store.ts';

const columns = ['judgement', 'judged_by', 'judged_at', 'reason'] as const;
type Row = Record<(typeof columns)[number], string | null> & { id: string };

/** What stands of the flows; all null where nobody judged one. Locked until the transaction ends. */
export async function readJudgements(tx: Tx, site_id: string, ids: readonly string[]): Promise<State> {
  await sql`select 1 from holdfast.flow f where f.site_id = ${site_id} and f.id = any(${[...ids]}::uuid[]) order by f.id for no key update`.execute(
    tx,
  );
  const rows = await sql<Row>`select f.id, ${sql.join(columns.map((name) => sql`j.${sql.ref(name)}::text as ${sql.ref(name)}`))}
    from holdfast.flow f left join holdfast.flow_judgement j on j.site_id = f.site_id and j.flow_id = f.id
    where f.site_id = ${site_id} and f.id = any(${[...ids]}::uuid[])`.execute(tx);
  const zones = await zonesOfFlows(tx, site_id, ids);
  return new Map(rows.rows.map(({ id, ...values }) => [id, { ...values, zones: zones.get(id) ?? [null] }]));
}

/** A judgement is one word: all of it goes back, or none. What nobody had judged is judged by nobody again. */
async function restoreJudgements(tx: Tx, { site_id, changes }: Restoring): Promise<void> {
  for (const { before, ids } of groupByBefore(changes)) {
    const isTheirs = sql`site_id = ${site_id} and flow_id = any(${ids}::uuid[])`;
    if (before['judged_at'] === null) {
      await sql`delete from holdfast.flow_judgement where ${isTheirs}`.execute(tx);
      continue;
    }
    const set = columns
      .filter((name) => Object.hasOwn(before, name))
      .map((name) => sql`${sql.ref(name)} = ${before[name] as string | null}`);
    await sql`update holdfast.flow_judgement set ${sql.join(set)} where ${isTheirs}`.execute(tx);
  }
}

export const flowUndoers: readonly Undoer[] = [
  {
    kinds: ['flow.judged_needed', 'flow.judged_blockable', 'flow.judged_unknown'],
    sentence: judgeFlows,
    subject_type: 'flow',
    readNow: readJudgements,
    readZones: zonesOfFlows,
    restore: restoreJudgements,
    jobs: () => [],
  },
];
