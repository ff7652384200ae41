// What is held: conduit by conduit on one enforcer, and for each conduit of a site whether anything holds it to its approved list.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { compileFor, holdOf, isInStep, ruleOfTag, ruleTag, stateOf, isAsOrdered, worstHold } from './rules.ts';
import type { ConduitHold, EnforcerDetail, HeldConduit, HoldCode } from './schema.ts';
import { type EnforcerRow, isRowInStep, listRows, listTried, newestOf, readRow, show } from './store.ts';
import { readView, type ViewNow } from './store.view.ts';

/** Everything of one enforcer. */
export async function readEnforcer(db: Database | Tx, site_id: string, enforcer_id: string, now: Date): Promise<EnforcerDetail> {
  const row = await readRow(db, site_id, enforcer_id);
  const [view, lists] = await Promise.all([readView(db, site_id, enforcer_id), listTried(db, site_id, enforcer_id)]);
  const { notes } = compileFor(view.view, view.options, now.toISOString());
  return {
    ...show(row, view, now),
    held: heldConduits(row, view, now),
    lists,
    comparison: row.comparison,
    sequence: row.sequence,
    ruleset_sha256: row.report?.ruleset_sha256 ?? null,
    kernel_sha256: row.report?.kernel_sha256 ?? null,
    is_as_ordered: isAsOrdered(row.report, row.ordered),
    notes: notes.map(({ code, params }) => ({ code, params })),
  };
}

function heldConduits(row: EnforcerRow, now: ViewNow, at: Date): HeldConduit[] {
  const shown = row.confirmed ?? { ...now.options, view: now.view, confirm_within_s: row.confirm_within_s, list_sequence: 0 };
  const { standings } = compileFor(now.view, now.options, at.toISOString(), now.heard);
  const packetsOf = countersOf(row);
  return now.view.conduits.map((conduit): HeldConduit => {
    const held = row.report?.modes.find(({ conduit_id }) => conduit_id === conduit.id);
    const inList = row.confirmed?.view.conduits.some(({ id }) => id === conduit.id) ?? false;
    return {
      conduit_id: conduit.id,
      name: conduit.name,
      ordered: conduit.mode,
      held: held?.mode ?? null,
      set_here: held?.is_local ?? false,
      has_list: conduit.rules !== null,
      in_step: inList && isInStep(now.view, shown, conduit.id, now.options, at.toISOString()),
      refused_packets: packetsOf(`refused ${conduit.id}`).packets,
      rules: (conduit.rules ?? []).map((rule) => {
        const standing = standings.find((it) => it.conduit_id === conduit.id && it.rule_id === rule.id);
        const [sent, answered] = [packetsOf(`rule ${rule.id}`), packetsOf(`answer ${rule.id}`)];
        return {
          rule_id: ruleOfTag(rule.id),
          purpose: now.purposes.get(rule.id) ?? '',
          standing: standing?.standing ?? 'unenforceable',
          code: standing?.code ?? 'unknown',
          params: standing?.params ?? {},
          packets: sent.packets + answered.packets,
          bytes: sent.bytes + answered.bytes,
        };
      }),
    };
  });
}

function countersOf({ report }: EnforcerRow): (rule: string) => { packets: number; bytes: number } {
  const counters = new Map((report?.counters ?? []).map((it) => [it.rule, it]));
  return (rule) => counters.get(rule) ?? { packets: 0, bytes: 0 };
}

/**
 * Whether each conduit of a site is held to its approved list: `held`, or what is missing. One of the four conditions of a segmented zone. A
 * conduit with several enforcers is held when all of them hold it.
 */
export async function readHolds(db: Database | Tx, site_id: string, now: Date): Promise<Map<string, ConduitHold>> {
  const conduits = await sql<{ id: string; has_list: boolean }>`select c.id, exists (select 1 from holdfast.allow_list l
      where l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved') as has_list
    from holdfast.conduit c where c.site_id = ${site_id}`.execute(db);
  const holds = new Map<string, ConduitHold>(
    conduits.rows.map(({ id, has_list }) => [id, { conduit_id: id, code: has_list ? 'no_enforcer' : 'no_list', enforcers: [] }]),
  );
  for (const row of await listRows(db, site_id)) if (row.ended_at === null) await addHolds(db, row, holds, now);
  for (const hold of holds.values()) if (hold.enforcers.length > 0) hold.code = worstHold(hold.enforcers.map(({ code }) => code));
  return holds;
}

async function addHolds(db: Database | Tx, row: EnforcerRow, holds: Map<string, ConduitHold>, now: Date): Promise<void> {
  const view = await readView(db, row.site_id, row.id);
  const in_step = isRowInStep(row, view, now.toISOString());
  const state = stateOf(
    {
      ...row,
      last_list: row.last_list?.state ?? null,
      is_as_ordered: isAsOrdered(row.report, row.ordered),
      in_step,
      is_same: row.comparison?.is_same ?? false,
    },
    now,
  );
  for (const conduit of heldConduits(row, view, now)) {
    const code: HoldCode = holdOf({
      state,
      has_list: conduit.has_list,
      in_list: row.confirmed?.view.conduits.some(({ id, rules }) => id === conduit.conduit_id && rules !== null) ?? false,
      // Modes come to a firewall of another make with its configuration only.
      in_step: conduit.in_step && (row.kind === 'enforcer' || in_step),
      set_here: conduit.set_here,
      is_as_applied: row.kind === 'enforcer' ? (row.report?.is_as_applied ?? false) : (row.comparison?.is_same ?? false),
      confirmed: row.confirmed !== null,
    });
    const newest_list = newestOf(row, conduit.conduit_id);
    const { id, name, confirm_within_s } = row;
    holds.get(conduit.conduit_id)?.enforcers.push({ id, name, code, state, confirm_within_s, newest_list, conduit });
  }
}

export { ruleTag };
