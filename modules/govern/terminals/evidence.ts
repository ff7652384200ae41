// What shared terminals prove: a station several people use is known, bounded by a role, and names who acts.
import { ends, type EvidenceBinding, joins, leaves, type Population, proves } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'terminals',
    title: { en: 'shared terminals', de: 'gemeinsame Terminals' },
    may_be_empty: true,
    kinds: ['terminal.registered', 'terminal.ended'],
    reads: (fact) => (fact.kind === 'terminal.registered' ? joins([fact.subject_id]) : leaves([fact.subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'terminals.bounded',
    title: {
      en: 'Each shared terminal is paired, and acts there name a person',
      de: 'Jedes gemeinsame Terminal ist gekoppelt, und wer dort handelt, ist genannt',
    },
    artefact: 'shared_account_exception',
    requirements: ['NIS2-21.2.i'],
    population: 'terminals',
    kinds: ['terminal.paired', 'terminal.ended'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'terminal.paired' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'Terminals of Holdfast. Shared logins on panels and stations stand in the list of accounts.',
      de: 'Terminals von Holdfast. Gemeinsame Anmeldungen an Bediengeräten stehen in der Kontenliste.',
    },
  },
];
