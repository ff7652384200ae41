// What people planned and declared about gaps, folded from the ledger's facts: now, or as of an instant. Pure.
import type { Fact } from '@holdfast/core-law';

export type GapPlan = { owner_id: string; due_on: string; planned_at: string };
export type Measure = {
  id: string;
  template: string;
  owner_id: string | null;
  due_on: string;
  state: 'open' | 'done' | 'dropped';
  started_at: string;
  closed_at: string | null;
  closed_by: string | null;
};
export type Booster = { until_on: string; by: string; at: string };
export type StageDone = { at: string; by: string };
export type VendorDoor = { way: string; owner_id: string; by_on: string; at: string; by: string };

export type Programme = {
  plans: ReadonlyMap<string, GapPlan>;
  measures: readonly Measure[];
  boosters: ReadonlyMap<string, Booster>;
  stages: ReadonlyMap<string, StageDone>;
  vendor_door: VendorDoor | null;
};

/** Kinds of the entries that `foldProgramme` reads. */
export const programmeKinds = [
  'gap.planned',
  'measures.started',
  'measure.planned',
  'measure.closed',
  'booster.ticked',
  'booster.cleared',
  'stage.completed',
  'vendor_door.planned',
] as const;

type Draft = {
  plans: Map<string, GapPlan>;
  measures: Map<string, Measure>;
  boosters: Map<string, Booster>;
  stages: Map<string, StageDone>;
  vendor_door: VendorDoor | null;
};
type Told = { at: string; by: string; id: string; data: Fact['data'] };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const steps: Record<(typeof programmeKinds)[number], (draft: Draft, it: Told) => void> = {
  'gap.planned': ({ plans }, { id, at, data }) =>
    void plans.set(id, { owner_id: text(data['owner_id']), due_on: text(data['due_on']), planned_at: at }),
  'measures.started': ({ measures }, { at, data }) => {
    for (const it of list(data['measures'])) {
      const one = it as Record<string, unknown>;
      const id = text(one['id']);
      measures.set(id, {
        id,
        template: text(one['template']),
        owner_id: textOrNull(one['owner_id']),
        due_on: text(one['due_on']),
        state: 'open',
        started_at: at,
        closed_at: null,
        closed_by: null,
      });
    }
  },
  'measure.planned': ({ measures }, { id, data }) => {
    const known = measures.get(id);
    if (known !== undefined) measures.set(id, { ...known, owner_id: textOrNull(data['owner_id']), due_on: text(data['due_on']) });
  },
  'measure.closed': ({ measures }, { id, at, by, data }) => {
    const known = measures.get(id);
    const state = data['outcome'] === 'dropped' ? 'dropped' : 'done';
    if (known !== undefined) measures.set(id, { ...known, state, closed_at: at, closed_by: by });
  },
  'booster.ticked': ({ boosters }, { id, at, by, data }) => void boosters.set(id, { until_on: text(data['until_on']), by, at }),
  'booster.cleared': ({ boosters }, { id }) => void boosters.delete(id),
  'stage.completed': ({ stages }, { id, at, by }) => void stages.set(id, { at, by }),
  'vendor_door.planned': (draft, { at, by, data }) => {
    draft.vendor_door = {
      way: text(data['way']),
      owner_id: text(data['owner_id']),
      by_on: text(data['by_on']),
      at,
      by,
    };
  },
};

/** The programme after these facts, in their order. Facts of other kinds are passed over. */
export function foldProgramme(facts: readonly Fact[]): Programme {
  const draft: Draft = { plans: new Map(), measures: new Map(), boosters: new Map(), stages: new Map(), vendor_door: null };
  for (const { kind, subject_id, at, actor, data } of facts)
    if (kind in steps) steps[kind as keyof typeof steps](draft, { id: subject_id, at: at.toISOString(), by: actor, data });
  return { ...draft, measures: [...draft.measures.values()] };
}
