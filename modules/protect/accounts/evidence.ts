// What the list of accounts proves: each has a holder and was looked at lately.
import { ends, type EvidenceBinding, type Fact, idsIn, joins, leaves, type Population, proves, says } from '@holdfast/core-law';

export const populations: readonly Population[] = [
  {
    id: 'accounts',
    title: { en: 'shared and local accounts', de: 'gemeinsame und lokale Konten' },
    may_be_empty: true,
    kinds: ['account.added', 'account.retired', 'import.applied', 'import.undone'],
    reads: (fact) => {
      if (fact.kind === 'account.added') return joins([fact.subject_id]);
      if (fact.kind === 'account.retired') return leaves([fact.subject_id]);
      if (fact.data['of'] !== 'account') return [];
      return fact.kind === 'import.applied' ? joins(idsIn(fact, 'made_ids')) : leaves(idsIn(fact, 'made_ids'));
    },
  },
];

/** A review proves from the day it is told, so it has to be told within a week. */
const mostDaysLate = 7;
function isReviewedLately(fact: Fact): boolean {
  const on = fact.data['last_reviewed'];
  if (typeof on !== 'string') return false;
  const days = (fact.at.getTime() - Date.parse(`${on}T00:00:00Z`)) / 86_400_000;
  return days >= -1 && days <= mostDaysLate + 1;
}

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'accounts.reviewed',
    title: { en: 'Each shared or local account was reviewed', de: 'Jedes gemeinsame oder lokale Konto wurde überprüft' },
    artefact: 'access_review',
    requirements: ['NIS2-21.2.i', 'CER-13.1.e'],
    population: 'accounts',
    kinds: ['account.added', 'account.changed', 'account.retired'],
    fresh_days: 120,
    reads: (fact) => {
      if (fact.kind === 'account.retired') return ends([fact.subject_id]);
      return isReviewedLately(fact) ? proves([fact.subject_id]) : [];
    },
    limits: {
      en: 'Only accounts in the list, and only reviews noted within a week. Nobody looked into the devices by this.',
      de: 'Nur Konten in der Liste und nur Überprüfungen, die innerhalb einer Woche vermerkt wurden. In die Geräte hat damit niemand gesehen.',
    },
  },
  {
    id: 'accounts.holder_named',
    title: { en: 'Somebody answers for each account', de: 'Für jedes Konto steht jemand ein' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-21.2.i'],
    population: 'accounts',
    kinds: ['account.added', 'account.changed', 'account.retired'],
    fresh_days: null,
    reads: (fact) => (fact.kind !== 'account.retired' && says(fact, 'holder_id') ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'A holder written as plain text does not count, only a person Holdfast knows.',
      de: 'Ein nur als Text geschriebener Name zählt nicht, nur eine Person, die Holdfast kennt.',
    },
  },
];
