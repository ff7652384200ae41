// What reading one's duties proves: the management body and the roles know theirs, and are trained.
import type { EvidenceBinding, Fact, Mark, Population, Words } from '@holdfast/core-law';
import { provesSite } from '@holdfast/core-law';

const limits: Words = {
  en: 'It shows that at least one holder of the role read or was trained; who is still missing stands under Duties.',
  de: 'Es zeigt, dass mindestens eine Person in der Rolle gelesen hat oder geschult wurde; wer noch fehlt, steht unter Pflichten.',
};

// Anybody may read the duties of any role, and be trained in them; it proves something of who held the role then, and of a training that still counted.
const counts = ({ data, at }: Fact): boolean =>
  data['is_holder'] === true && (data['valid_until'] === undefined || String(data['valid_until']) >= at.toISOString().slice(0, 10));

const ofRole =
  (role: string): EvidenceBinding['reads'] =>
  (fact): readonly Mark[] =>
    fact.data['role'] === role && counts(fact) ? provesSite : [];

/** Read by one role; counts a year. */
const read = (role: string, requirements: readonly string[], title: Words): EvidenceBinding => ({
  id: `duties.read_by_${role}`,
  title,
  artefact: 'management_duties_read',
  requirements,
  population: null,
  kinds: ['duty.read'],
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
    fresh_days: 365,
    reads: ofRole('board'),
    limits,
  },
  {
    id: 'duties.trained',
    title: { en: 'Somebody was trained in the duties of a role', de: 'Jemand wurde in den Pflichten einer Rolle geschult' },
    artefact: 'training_record',
    requirements: ['NIS2-21.2.g'],
    population: null,
    kinds: ['duty.training_recorded'],
    fresh_days: 365,
    reads: (fact) => (fact.data['role'] !== 'board' && counts(fact) ? provesSite : []),
    limits,
  },
];

export const populations: readonly Population[] = [];
