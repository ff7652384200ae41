// Reports and their answers as they stood at a moment, from the facts; words as long as nobody has erased them.
import type { Fact } from '@holdfast/core-law';
import type { Process, Report } from './schema.ts';

/** A fact with the words behind its commitments, by their names. */
type Told = Fact & { readonly texts: Readonly<Record<string, string>> };
export const reportKinds = ['rule_report.filed', 'rule_report.answered'] as const;
export type ReportThen = Omit<Report, 'author_name' | 'owner_name' | 'answered_by_name'> & {
  author_id: string | null;
  owner_id: string | null;
  answered_by: string | null;
};

/** Whose rule it was, and the day it was filed, are told by entries since they say so; before, nobody and the day of the entry in `zone`. */
export function foldReports(facts: readonly Told[], zone: string): ReportThen[] {
  const found = new Map<string, ReportThen>();
  for (const fact of facts) {
    const before = found.get(fact.subject_id);
    if (fact.kind === 'rule_report.filed') found.set(fact.subject_id, filedOf(fact, zone));
    else if (before !== undefined) found.set(fact.subject_id, { ...before, ...answerOf(fact) });
  }
  return [...found.values()];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function filedOf({ subject_id, data, texts, at, actor }: Told, zone: string): ReportThen {
  const is_named = data['is_named'] === true;
  return {
    id: subject_id,
    number: Number(data['number']),
    process: data['process'] as Process,
    what: texts['what'] ?? '',
    instead: texts['instead'] ?? null,
    filed_on: textOf(data['filed_on']) ?? at.toLocaleDateString('sv-SE', { timeZone: zone }),
    is_named,
    author_id: is_named ? actor : null,
    owner_id: textOf(data['owner_id']),
    state: 'open',
    outcome: null,
    answer: null,
    answered_by: null,
    answered_at: null,
  };
}

const answerOf = ({ data, texts, at, actor }: Told): Partial<ReportThen> => ({
  state: 'answered',
  outcome: data['outcome'] as Report['outcome'],
  answer: texts['answer'] ?? null,
  answered_by: actor,
  answered_at: at.toISOString(),
});
