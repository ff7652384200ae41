// What enforcement proves: each enforcer holds a list that was confirmed, as it says itself; and that somebody can isolate without the server.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'enforcers',
    title: { en: 'enforcers', de: 'Durchsetzer' },
    may_be_empty: true,
    kinds: ['enforcer.registered', 'enforcer.ended'],
    reads: (fact) => (fact.kind === 'enforcer.registered' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'enforcers.list_held',
    title: {
      en: 'Each enforcer holds a confirmed list, and said so',
      de: 'Jeder Durchsetzer hält eine bestätigte Liste und hat es gemeldet',
    },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: 'enforcers',
    kinds: ['enforcer.list_confirmed', 'enforcer.silent', 'enforcer.ended', 'enforcer.heard_again', 'enforcer.enrolled'],
    fresh_days: 180,
    reads: (fact) => {
      const holds = fact.kind === 'enforcer.list_confirmed' || (fact.kind === 'enforcer.heard_again' && fact.data['holds'] === true);
      return holds ? proves([fact.subject_id]) : ends([fact.subject_id]);
    },
    limits: {
      en: 'It says that the kernel of the enforcer held the rules when it confirmed. Traffic that takes another way is not seen by it.',
      de: 'Es sagt, dass der Kernel des Durchsetzers die Regeln hielt, als er bestätigte. Verkehr auf einem anderen Weg sieht er nicht.',
    },
  },
];
