// What reading one's duties proves: the management body and the roles know theirs, and are trained.
import type { EvidenceBinding, Fact, Mark, Population, Words } from '@holdfast/core-law';
import { ends, idsIn } from '@holdfast/core-law';
import { renewedKind } from './rules.ts';

// Subjects are persons: the best of them speaks for the site, and a new version ends the proof of each who read an earlier one.
const limits: Words = {
  en: 'It shows that at least one holder of the role read or was trained; who is still missing stands under Duties.',
  de: 'Es zeigt, dass mindestens eine Person in der Rolle gelesen hat oder geschult wurde; wer noch fehlt, steht unter Pflichten.',
};

const trainingLimits: Words = {
  en: `${limits.en} A training counts until the day it says itself.`,
  de: `${limits.de} Eine Schulung gilt bis zu dem Tag, den sie selbst nennt.`,
};

// Anybody may read the duties of any role, and be trained in them; it proves something of who held the role then, and of a training that still counted.
const counts = ({ data, at }: Fact): boolean =>
  data['is_holder'] === true && (typeof data['valid_until'] !== 'string' || data['valid_until'] >= at.toISOString().slice(0, 10));

/**
 * What is proven of the person, at the sites where they held the role (`at_sites` left out, as before it was told, or null: all). A training counts
 * through its own last day.
 */
function marksOf({ data }: Fact): readonly Mark[] {
  const { person_id, at_sites, valid_until } = data;
  const until = typeof valid_until === 'string' ? { until_on: valid_until } : {};
  const mark: Mark = { subject_id: String(person_id), effect: 'proves', ...until };
  return Array.isArray(at_sites) ? at_sites.map((at_site) => ({ ...mark, at_site: String(at_site) })) : [mark];
}

const ofRole =
  (role: string): EvidenceBinding['reads'] =>
  (fact): readonly Mark[] => {
    if (fact.data['role'] !== role) return [];
    if (fact.kind === renewedKind) return ends(idsIn(fact, 'person_ids'));
    return counts(fact) ? marksOf(fact) : [];
  };

/** Read by one role; counts a year. */
const read = (role: string, requirements: readonly string[], title: Words): EvidenceBinding => ({
  id: `duties.read_by_${role}`,
  title,
  artefact: 'management_duties_read',
  requirements,
  population: null,
  kinds: ['duty.read', renewedKind],
  fresh_days: 365,
  reads: ofRole(role),
  limits,
});

export const bindings: readonly EvidenceBinding[] = [
  read('board', ['NIS2-20.1', 'DE-BSIG-38'], {
    en: 'The management body has read its duties',
    de: 'Die Geschäftsleitung hat ihre Pflichten gelesen',
  }),
  read('ciso', ['NIS2-21.2.a', 'NIS2-23'], { en: 'The CISO has read the duties', de: 'Der CISO hat die Pflichten gelesen' }),
  read('plant_manager', ['NIS2-21.2.c'], { en: 'The plant manager has read the duties', de: 'Die Werkleitung hat die Pflichten gelesen' }),
  read('ot_lead', ['NIS2-21.2.e'], { en: 'The OT lead has read the duties', de: 'Die OT-Leitung hat die Pflichten gelesen' }),
  read('incident_coordinator', ['NIS2-21.2.b', 'NIS2-23'], {
    en: 'The incident coordinator has read the duties',
    de: 'Die Vorfallkoordination hat die Pflichten gelesen',
  }),
  read('technician', ['NIS2-21.2.g'], {
    en: 'The technicians have read their duties',
    de: 'Die Instandhaltung hat ihre Pflichten gelesen',
  }),
  {
    id: 'duties.board_trained',
    title: { en: 'The management body is trained', de: 'Die Geschäftsleitung ist geschult' },
    artefact: 'training_record',
    requirements: ['NIS2-20.2', 'DE-BSIG-38'],
    population: null,
    kinds: ['duty.training_recorded'],
    fresh_days: null,
    reads: ofRole('board'),
    limits: trainingLimits,
  },
  {
    id: 'duties.trained',
    title: { en: 'Somebody was trained in the duties of a role', de: 'Jemand wurde in den Pflichten einer Rolle geschult' },
    artefact: 'training_record',
    requirements: ['NIS2-21.2.g'],
    population: null,
    kinds: ['duty.training_recorded'],
    fresh_days: null,
    reads: (fact) => (fact.data['role'] !== 'board' && counts(fact) ? marksOf(fact) : []),
    limits: trainingLimits,
  },
];

export const populations: readonly Population[] = [];
