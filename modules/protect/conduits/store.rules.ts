// Rules as people read them, with the names of their ends, and what a list may not hold.
import type { Rule as CoreRule } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { AllowList, Rule } from './schema.ts';

const endId = (end: Rule['from']): string => (end.kind === 'asset' ? end.asset_id : end.zone_id);

/** Rules with the names of their ends and how many flows each lets through. */
export async function showRules(
  db: Database | Tx,
  site_id: string,
  rules: readonly Rule[],
  counts: ReadonlyMap<string, number>,
): Promise<AllowList['rules']> {
  const ids = rules.flatMap((rule) => [rule.from, rule.to]).map(endId);
  const names = await sql<{
    id: string;
    name: string;
    zone: string | null;
  }>`select id, name, name as zone from holdfast.zone where site_id = ${site_id} and id = any(${ids}::uuid[])
    union all select a.id, a.name, z.name from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    left join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id where a.site_id = ${site_id} and a.id = any(${ids}::uuid[])`.execute(
    db,
  );
  const known = new Map(names.rows.map((row) => [row.id, row]));
  const of = (end: Rule['from']) => known.get(endId(end));
  const named = (rule: Rule) => ({ from_name: of(rule.from)?.name ?? '?', to_name: of(rule.to)?.name ?? '?' });
  const zoned = (rule: Rule) => ({ from_zone: of(rule.from)?.zone ?? null, to_zone: of(rule.to)?.zone ?? null });
  return rules.map((rule) => ({ ...rule, ...named(rule), ...zoned(rule), flows: counts.get(rule.id) ?? 0 }));
}

/** Refuses a rule whose end is neither of the conduit's zones nor an asset in them, and ports that are upside down. */
export function requireInside(rules: readonly CoreRule[], zones: readonly string[], zone_of: ReadonlyMap<string, string>): void {
  for (const rule of rules) {
    const sides = [rule.from, rule.to].map((end) =>
      end.kind === 'asset' ? zone_of.get(end.asset_id) : end.kind === 'any' ? undefined : end.zone_id,
    );
    const [from, to] = sides;
    if (!from || !to || from === to || !zones.includes(from) || !zones.includes(to))
      throw new Failure('unprocessable', 'rule_outside_conduit', { rule: rule.id });
    if ((rule.port_from === null) !== (rule.port_to === null) || (rule.port_from ?? 0) > (rule.port_to ?? 0))
      throw new Failure('unprocessable', 'bad_port_range', { rule: rule.id });
  }
  if (new Set(rules.map((rule) => rule.id)).size !== rules.length) throw new Failure('unprocessable', 'rule_id_twice');
}
