// What the risk register proves: each risk has an owner and was looked at in time, not complying is one of them, and who accepted what is left.
import { ends, type EvidenceBinding, type Fact, joins, leaves, type Population, proves, provesSite } from '@holdfast/core-law';

const toldOf = ({ data }: Fact): Record<string, unknown> => (data['risk'] ?? {}) as Record<string, unknown>;
const lives = ['risk.noted', 'risk.closed'];

export const populations: readonly Population[] = [
  {
    id: 'risks',
    title: { en: 'risks', de: 'Risiken' },
    kinds: lives,
    reads: ({ kind, subject_id }) => (kind === 'risk.closed' ? leaves([subject_id]) : joins([subject_id])),
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'risks.kept',
    title: {
      en: 'Each risk has an owner and was looked at within the year',
      de: 'Jedes Risiko hat eine verantwortliche Person und wurde im letzten Jahr angesehen',
    },
    artefact: 'risk_register',
    requirements: ['NIS2-21.2.a', 'CER-12'],
    population: 'risks',
    kinds: ['risk.noted', 'risk.changed', 'risk.accepted', 'risk.closed'],
    fresh_days: 365,
    reads: ({ kind, subject_id }) => (kind === 'risk.closed' ? ends([subject_id]) : proves([subject_id])),
    limits: {
      en: 'Only risks somebody wrote down. It does not say that the rating is right.',
      de: 'Nur Risiken, die jemand aufgeschrieben hat. Ob die Bewertung stimmt, sagt es nicht.',
    },
  },
  {
    id: 'risks.non_compliance',
    title: {
      en: 'Not complying is a risk of the register, rated by the evidence',
      de: 'Pflichten nicht zu erfüllen steht als Risiko im Verzeichnis, bewertet nach den Nachweisen',
    },
    artefact: 'non_compliance_risk',
    requirements: ['NIS2-21.2.a'],
    population: null,
    kinds: ['risk.noted', 'risk.changed', 'risk.rated', 'risk.closed'],
    fresh_days: 120,
    reads: (fact) => (toldOf(fact)['kind'] === 'non_compliance' ? provesSite : []),
    limits: {
      en: 'It counts while one was noted, rated or closed lately; which gaps stand in no register the list of gaps says.',
      de: 'Es zählt, solange zuletzt eines notiert, bewertet oder geschlossen wurde; welche Lücken in keinem Verzeichnis stehen, sagt die Lückenliste.',
    },
  },
  {
    id: 'risks.accepted',
    title: {
      en: 'What is left of a risk was accepted for the management body',
      de: 'Was von einem Risiko bleibt, ist für die Geschäftsleitung angenommen',
    },
    artefact: 'risk_acceptance',
    requirements: ['NIS2-20.1'],
    population: null,
    kinds: ['risk.accepted'],
    fresh_days: 365,
    reads: () => provesSite,
    limits: {
      en: 'It shows that somebody decided, not that the decision was wise. Each acceptance ends on its day.',
      de: 'Es zeigt, dass jemand entschieden hat, nicht dass es klug war. Jede Annahme endet an ihrem Tag.',
    },
  },
];
