// What scope proves: which law applies was signed, the authority knows the entity, hears of changes in time, and its orders are met.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves } from '@holdfast/core-law';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const part = (data: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> =>
  (data[name] ?? {}) as Readonly<Record<string, unknown>>;

export const populations: readonly Population[] = [
  {
    id: 'legal_entities',
    title: { en: 'legal entities', de: 'juristische Personen' },
    kinds: ['legal_entity.added', 'legal_entity.retired'],
    reads: ({ kind, subject_id }) => (kind === 'legal_entity.added' ? joins([subject_id]) : leaves([subject_id])),
  },
  {
    id: 'legal_entities.in_scope',
    title: { en: 'legal entities in scope', de: 'erfasste juristische Personen' },
    kinds: ['legal_entity.scope_decided', 'legal_entity.retired'],
    reads: ({ kind, subject_id, data }) =>
      kind === 'legal_entity.scope_decided' && data['is_in_scope'] === true ? joins([subject_id]) : leaves([subject_id]),
  },
  {
    id: 'registration_changes',
    title: { en: 'changes of registered data', de: 'Änderungen registrierter Angaben' },
    kinds: ['legal_entity.change_noted'],
    reads: ({ data }) => joins([textOf(part(data, 'change')['id'])]),
  },
  {
    id: 'authority_orders',
    title: { en: 'orders of authorities', de: 'Anordnungen von Behörden' },
    kinds: ['authority_order.received'],
    reads: ({ subject_id }) => joins([subject_id]),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'scope.decided',
    title: { en: 'Which law applies is signed', de: 'Welches Gesetz gilt, ist unterschrieben' },
    artefact: 'scope_decision',
    requirements: ['NIS2-3.4'],
    population: 'legal_entities',
    kinds: ['legal_entity.scope_decided', 'legal_entity.answered', 'legal_entity.changed'],
    fresh_days: 365,
    reads: ({ kind, subject_id, data }) => {
      if (kind === 'legal_entity.scope_decided') return proves([subject_id]);
      return data['contradicts_decision'] === true ? ends([subject_id]) : [];
    },
    limits: {
      en: 'It is the company’s own reckoning from the figures it gave, not a decision of an authority and no legal advice.',
      de: 'Es ist die eigene Einschätzung des Unternehmens aus seinen Angaben, keine Entscheidung einer Behörde und keine Rechtsberatung.',
    },
  },
  {
    id: 'scope.registered',
    title: { en: 'Registered wherever it must be', de: 'Überall registriert, wo es sein muss' },
    artefact: 'registration_receipt',
    requirements: [
      'NIS2-3.4',
      'DE-BSIG-33',
      'IT-138-registration',
      'AT-NISG-registration',
      'DK-NIS2-10',
      'BE-2024-registration',
      'PL-KSC-registration',
      'CZ-264-registration',
      'SE-1506-registration',
    ],
    population: 'legal_entities.in_scope',
    kinds: ['legal_entity.registered', 'legal_entity.changed', 'legal_entity.scope_decided'],
    fresh_days: null,
    reads: ({ subject_id, data }) =>
      data['is_registered'] === true ? proves([subject_id]) : data['is_registered'] === false ? ends([subject_id]) : [],
    limits: {
      en: 'It shows the number that was entered, not that the authority’s data are right.',
      de: 'Es zeigt die eingetragene Nummer, nicht dass die Angaben bei der Behörde stimmen.',
    },
  },
  {
    id: 'scope.change_notices',
    title: { en: 'Changes were told in time', de: 'Änderungen wurden rechtzeitig gemeldet' },
    artefact: 'change_notice',
    requirements: ['NIS2-3.4'],
    population: 'registration_changes',
    kinds: ['legal_entity.change_told'],
    fresh_days: null,
    reads: ({ data }) => (data['in_time'] === true ? proves([textOf(part(data, 'change')['id'])]) : []),
    limits: {
      en: 'It knows only changes that somebody noted here.',
      de: 'Es kennt nur Änderungen, die hier jemand eingetragen hat.',
    },
  },
  {
    id: 'scope.orders_closed',
    title: { en: 'Orders of authorities are met', de: 'Anordnungen von Behörden sind erfüllt' },
    artefact: 'authority_order',
    requirements: ['NIS2-21.4'],
    population: 'authority_orders',
    kinds: ['authority_order.closed', 'authority_order.received'],
    fresh_days: null,
    reads: ({ kind, subject_id }) => (kind === 'authority_order.closed' ? proves([subject_id]) : ends([subject_id])),
    limits: {
      en: 'Closed means every measure has its entry in the ledger; whether the authority agrees stands in its answer.',
      de: 'Erledigt heißt, dass jede Maßnahme ihren Eintrag hat; ob die Behörde zustimmt, steht in ihrer Antwort.',
    },
  },
];
