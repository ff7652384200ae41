// What work on conduits proves: each has an approved list, traffic is held against it, and somebody judged what is needed.
import { type EvidenceBinding, ends, idsIn, joins, leaves, type Population, proves, provesSite, says } from '@holdfast/core-law';

const decided = ['conduit.list_approved', 'conduit.list_refused'];

export const populations: readonly Population[] = [
  {
    id: 'conduits',
    title: { en: 'conduits', de: 'Verbindungen' },
    kinds: ['site.refreshed', 'zone.removed', ...decided],
    reads: (fact) => [...joins(idsIn(fact, 'conduits_made')), ...leaves(idsIn(fact, 'conduits_gone'))],
  },
  {
    id: 'zones.segmentable',
    title: { en: 'zones of the plant', de: 'Zonen des Werks' },
    kinds: ['site.segmentation_changed'],
    reads: (fact) => [...joins([...idsIn(fact, 'zones_segmented'), ...idsIn(fact, 'zones_open')]), ...leaves(idsIn(fact, 'zones_gone'))],
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'conduits.zone_segmented',
    title: {
      en: 'Each zone is segmented: heard, listed, held, not contradicted',
      de: 'Jede Zone ist segmentiert: gehört, gelistet, gehalten, ohne Widerspruch',
    },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: 'zones.segmentable',
    kinds: ['site.segmentation_changed'],
    fresh_days: null,
    reads: (fact) => [...proves(idsIn(fact, 'zones_segmented')), ...ends([...idsIn(fact, 'zones_open'), ...idsIn(fact, 'zones_gone')])],
    limits: {
      en: 'Counted each minute. Traffic that passes neither a firewall known here nor a place of listening is not seen.',
      de: 'Jede Minute gezählt. Verkehr, der weder an einer hier bekannten Firewall noch an einem Ort des Zuhörens vorbeikommt, wird nicht gesehen.',
    },
  },
  {
    id: 'conduits.list_approved',
    title: {
      en: 'Each conduit has an allow-list two people approved',
      de: 'Jede Verbindung hat eine von zweien freigegebene Erlaubnisliste',
    },
    artefact: 'conduit_allow_list',
    requirements: ['NIS2-21.2.e'],
    population: 'conduits',
    kinds: ['conduit.list_approved'],
    fresh_days: 180,
    reads: (fact) => proves([fact.subject_id]),
    limits: {
      en: 'It says that the list was agreed, not that a firewall holds it. Conduits nobody heard are not known.',
      de: 'Es sagt, dass die Liste vereinbart ist, nicht, dass eine Firewall sie hält. Verbindungen, die niemand gehört hat, sind nicht bekannt.',
    },
  },
  {
    id: 'conduits.owner_named',
    title: { en: 'Each conduit has an owner', de: 'Jede Verbindung hat eine verantwortliche Person' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-21.2.i'],
    population: 'conduits',
    kinds: ['conduit.changed'],
    fresh_days: null,
    reads: (fact) => (says(fact, 'owner_id') ? proves([fact.subject_id]) : ends([fact.subject_id])),
  },
  {
    id: 'conduits.traffic_checked',
    title: { en: 'Traffic was held against the lists', de: 'Der Verkehr wurde mit den Listen verglichen' },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: null,
    kinds: ['site.refreshed'],
    fresh_days: 31,
    reads: (fact) => (idsIn(fact, 'zones_heard').length > 0 && hasConduits(fact.data['conduits']) ? provesSite : []),
    limits: {
      en: 'It says that the check ran over newly heard traffic, not that all of it was allowed. What was not is a finding.',
      de: 'Es sagt, dass neu gehörter Verkehr verglichen wurde, nicht, dass alles erlaubt war. Was es nicht war, ist eine Auffälligkeit.',
    },
  },
  {
    id: 'flows.judged',
    title: { en: 'Somebody judged which traffic is needed', de: 'Jemand hat beurteilt, welcher Verkehr gebraucht wird' },
    artefact: 'boundary_check',
    requirements: ['NIS2-21.2.e'],
    population: null,
    kinds: ['flow.judged_needed', 'flow.judged_blockable'],
    fresh_days: 365,
    reads: () => provesSite,
    limits: { en: 'It does not say that every flow was judged.', de: 'Es sagt nicht, dass jeder Datenfluss beurteilt wurde.' },
  },
];

const hasConduits = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Number((value as Record<string, unknown>)['conduits'] ?? 0) > 0;
