// All facts of law in one place, by id.
import { benchmark2690 } from './benchmark-2690.data.ts';
import { cerFacts } from './cer.data.ts';
import { craFacts } from './cra.data.ts';
import { machineryFacts } from './machinery.data.ts';
import { nationalFacts } from './national.data.ts';
import { nis2Facts } from './nis2.data.ts';
import { timeRules } from './time-rules.data.ts';
import type { LawFact } from './words.ts';

/** Every fact of law, each with citation, sources, date and mark. Ids are unique. */
export const lawFacts: readonly LawFact[] = [
  ...nis2Facts,
  ...timeRules,
  ...benchmark2690,
  ...cerFacts,
  ...craFacts,
  ...machineryFacts,
  ...nationalFacts,
];

const byId = new Map(lawFacts.map((each) => [each.id, each]));

/** The fact with this id; throws where there is none, as ids stand in code. */
export function lawFact(id: string): LawFact {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no fact of law ${id}`);
  return found;
}

/** National facts of a country, in the order of the data. */
export function nationalFactsOf(jurisdiction: string): readonly LawFact[] {
  return nationalFacts.filter(({ id }) => id.startsWith(`${jurisdiction}.`));
}
