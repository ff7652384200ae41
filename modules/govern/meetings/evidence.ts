// What meetings prove: that the shop floor, the committee and the board came together with a quorum, decided and signed; and that the board set targets.
import type { EvidenceBinding, Fact } from '@holdfast/core-law';

const here = (fact: Fact) => [{ subject_id: fact.site_id ?? 'organisation', effect: 'proves' as const }];
const closedAs = (activity: string) => (fact: Fact) =>
  fact.kind === 'meeting.closed' && fact.data['activity'] === activity ? here(fact) : [];
const limits = {
  en: 'It shows who was there, what was decided and that those present signed, not whether the decisions were good.',
  de: 'Es zeigt, wer da war, was beschlossen wurde und dass die Anwesenden unterschrieben haben, nicht ob die Beschlüsse gut waren.',
};

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'meetings.monthly_review',
    title: { en: 'Monthly review held and signed', de: 'Monatliche Besprechung gehalten und unterschrieben' },
    artefact: 'committee_minutes',
    requirements: ['NIS2-21.2.b', 'NIS2-21.2.f'],
    population: null,
    kinds: ['meeting.closed'],
    fresh_days: 45,
    reads: closedAs('monthly_review'),
    limits,
  },
  {
    id: 'meetings.resilience_committee',
    title: { en: 'Resilience committee held with a quorum and signed', de: 'Resilienzkreis beschlussfähig gehalten und unterschrieben' },
    artefact: 'committee_minutes',
    requirements: ['NIS2-20.1', 'NIS2-21.2.f'],
    population: null,
    kinds: ['meeting.closed'],
    fresh_days: 120,
    reads: closedAs('resilience_committee'),
    limits,
  },
  {
    id: 'meetings.board_day',
    title: { en: 'Board day on the major risks held and signed', de: 'Leitungstag zu den größten Risiken gehalten und unterschrieben' },
    artefact: 'board_dashboard',
    requirements: ['NIS2-20.1'],
    population: null,
    kinds: ['meeting.closed'],
    fresh_days: 400,
    reads: closedAs('board_day'),
    limits,
  },
  {
    id: 'meetings.board_targets',
    title: {
      en: 'Risk appetite and targets signed for the board',
      de: 'Risikobereitschaft und Ziele für die Geschäftsleitung unterschrieben',
    },
    artefact: 'board_approval',
    requirements: ['NIS2-20.1'],
    population: null,
    kinds: ['board_targets.signed'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'board_targets.signed' ? here(fact) : []),
    limits: {
      en: 'It shows what the board wants, not that it is reached.',
      de: 'Es zeigt, was die Geschäftsleitung will, nicht dass es erreicht ist.',
    },
  },
];
