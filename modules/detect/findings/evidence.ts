// What work on findings proves: each was judged by a person, or is no longer so.
import { ends, type EvidenceBinding, idsIn, joins, type Population, proves } from '@holdfast/core-law';

const decisions = ['accept', 'reject', 'expected', 'investigate', 'stop', 'tolerate', 'fix', 'incident'].map((it) => `finding.${it}`);

export const populations: readonly Population[] = [
  {
    id: 'findings',
    title: { en: 'findings', de: 'Auffälligkeiten' },
    kinds: ['site.refreshed'],
    reads: (fact) => joins(idsIn(fact, 'raised_ids')),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'findings.judged',
    title: { en: 'Each finding was judged', de: 'Jede Auffälligkeit wurde beurteilt' },
    artefact: 'finding_record',
    requirements: ['NIS2-21.2.b'],
    population: 'findings',
    kinds: ['site.refreshed', 'act.undone', ...decisions],
    fresh_days: null,
    reads: (fact) => {
      if (fact.kind === 'site.refreshed') return proves(idsIn(fact, 'closed_ids'));
      if (fact.kind === 'act.undone') return fact.subject_type === 'finding' ? ends(idsIn(fact, 'ids')) : [];
      return proves(idsIn(fact, 'finding_ids'));
    },
    limits: {
      en: 'Judged does not mean mended. What closed by itself counts too. Only what Holdfast can find.',
      de: 'Beurteilt heißt nicht behoben. Was sich von selbst erledigte, zählt mit. Nur, was Holdfast finden kann.',
    },
  },
];
