// What people claimed, aimed at and assessed, folded from the ledger's facts: now, or as of an instant. Pure.
import type { Fact } from '@holdfast/core-law';
import { type AreaId, areaIds } from './areas.data.ts';

export type Claim = { level: number; by: string; at: string };
export type Target = { level: number; by_on: string; by: string; at: string };
export type Assessment = { id: string; at: string; by: string; scores: Partial<Record<AreaId, number>> };
export type Said = { claims: ReadonlyMap<string, Claim>; targets: ReadonlyMap<string, Target>; assessments: readonly Assessment[] };

/** Kinds of the entries that `foldSaid` reads. */
export const saidKinds = ['maturity.claimed', 'maturity.target_set', 'maturity.assessed'] as const;

const level = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Assessments come oldest first. */
export function foldSaid(facts: readonly Fact[]): Said {
  const [claims, targets, assessments]: [Map<string, Claim>, Map<string, Target>, Assessment[]] = [new Map(), new Map(), []];
  for (const { kind, subject_id, at, actor: by, data } of facts) {
    const told = { by, at: at.toISOString() };
    if (kind === 'maturity.claimed') claims.set(subject_id, { level: level(data['level']), ...told });
    else if (kind === 'maturity.target_set')
      targets.set(subject_id, { level: level(data['level']), by_on: String(data['by_on']), ...told });
    else if (kind === 'maturity.assessed')
      assessments.push({ id: String(data['assessment_id']), scores: scoresOf(data['scores']), ...told });
  }
  return { claims, targets, assessments };
}

function scoresOf(value: unknown): Assessment['scores'] {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as Record<string, unknown>;
  return Object.fromEntries(areaIds.flatMap((id) => (typeof given[id] === 'number' ? [[id, given[id]]] : [])));
}
