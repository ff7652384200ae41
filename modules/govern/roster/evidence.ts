// What the roster proves: that somebody is planned for every hour, and that shifts hand over by name.
import { type EvidenceBinding, provesSite } from '@holdfast/core-law';

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'roster.kept',
    title: { en: 'The roster of shifts and on-call is kept', de: 'Der Plan für Schichten und Bereitschaft wird geführt' },
    artefact: 'roster',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['roster.pattern_added', 'roster.entries_set', 'import.applied'],
    fresh_days: 92,
    reads: ({ kind, data }) => (kind === 'import.applied' && data['of'] !== 'roster' ? [] : provesSite),
    limits: {
      en: 'It shows that the plan is worked on. Hours in which nobody is planned stand on the page of the roster.',
      de: 'Es zeigt, dass am Plan gearbeitet wird. Stunden, in denen niemand eingeplant ist, stehen auf der Seite Schichtplan.',
    },
  },
  {
    id: 'roster.handed_over',
    title: { en: 'Shifts hand over by name', de: 'Schichten werden namentlich übergeben' },
    artefact: 'roster',
    requirements: ['NIS2-21.2.b', 'NIS2-21.2.g'],
    population: null,
    kinds: ['shift.taken_over'],
    fresh_days: 7,
    reads: () => provesSite,
    limits: {
      en: 'It counts a handover that both signed. What was said besides is not in it.',
      de: 'Es zählt eine Übergabe, die beide unterschrieben haben. Was sonst gesagt wurde, steht nicht darin.',
    },
  },
];
