// What may be said by hand, and what the ledger's entries make of it: the same as the table holds.
import { artefactTypes, control, type Fact } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import type { Statement } from './rules.ts';

/** Evidence by hand holds two years at most: then somebody looks again. */
const mostDays = 731;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Refuses a kind of evidence the product does not know, and a day that is past or too far ahead. */
export function requireEvidence(it: { artefact: string; until_on: string }, now: Date): void {
  if (!artefactTypes.some(({ id }) => id === it.artefact)) throw new Failure('unprocessable', 'artefact_unknown');
  if (it.until_on < dayOf(new Date(now.getTime() - 86_400_000))) throw new Failure('unprocessable', 'until_past');
  if (it.until_on > dayOf(new Date(now.getTime() + mostDays * 86_400_000)))
    throw new Failure('unprocessable', 'until_too_far', { days: mostDays });
}

/** Refuses a control its standard does not have, a test in the future and a next one before it. */
export function requireTest(
  it: { standard: Parameters<typeof control>[0]; control_id: string; tested_on: string; next_on: string },
  now: Date,
): void {
  if (control(it.standard, it.control_id) === undefined) throw new Failure('unprocessable', 'control_unknown');
  if (it.tested_on > dayOf(new Date(now.getTime() + 86_400_000))) throw new Failure('unprocessable', 'tested_in_future');
  if (it.next_on <= it.tested_on) throw new Failure('unprocessable', 'next_before_test');
}

/** Kinds of the entries that make statements, and those that end them. */
export const statementKinds = [
  'requirement.evidence_added',
  'requirement.set_aside',
  'requirement.evidence_ended',
  'requirement.taken_up_again',
] as const;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The statements in force after these facts, in their order: what the cells of a past instant need. */
export function foldStatements(facts: readonly Fact[]): Statement[] {
  const held = new Map<string, Statement>();
  for (const { kind, subject_id, at, data } of facts) {
    const id = String(data['statement_id']);
    if (kind === 'requirement.evidence_ended' || kind === 'requirement.taken_up_again') held.delete(id);
    else if (kind === 'requirement.evidence_added' || kind === 'requirement.set_aside')
      held.set(id, {
        id,
        kind: kind === 'requirement.set_aside' ? 'not_applicable' : 'evidence',
        requirement_id: subject_id,
        artefact: textOf(data['artefact']),
        made_at: at.getTime(),
        until_on: textOf(data['until_on']),
      });
  }
  return [...held.values()];
}
