// How entries are worded: what was done, by whom, on what.
import type { Entry } from '@holdfast/ledger/schema';
import { useTranslation } from 'react-i18next';

/** The kinds of entries known today; newer ones show under their own name. */
export const entryKinds = [
  'area.added',
  'area.changed',
  'asset.accepted',
  'asset.added',
  'asset.investigating',
  'asset.rejected',
  'asset.onboarded',
  'asset.moved',
  'asset.retired',
  'asset.wiped',
  'asset.brought_back',
  'asset.worded',
  'capture.added',
  'capture.cancelled',
  'capture.counted',
  'capture.duplicate',
  'capture.expired',
  'capture.failed',
  'capture.interrupted',
  'capture.received',
  'capture.resumed',
  'conduit.changed',
  'conduit.list_approved',
  'conduit.list_proposed',
  'conduit.list_refused',
  'conduit.list_withdrawn',
  'finding.accept',
  'finding.expected',
  'finding.investigate',
  'finding.reject',
  'finding.stop',
  'flow.judged_blockable',
  'flow.judged_needed',
  'flow.judged_unknown',
  'role.ended',
  'role.given',
  'site.added',
  'site.changed',
  'site.refreshed',
  'zone.assets_moved',
  'service.declared',
  'service.changed',
  'service.ended',
  'dependency.declared',
  'dependency.accepted',
  'dependency.changed',
  'dependency.removed',
  'dependency.declined',
  'essential.added',
  'essential.changed',
  'essential.removed',
  'scope.defined',
  'scope.changed',
  'scope.removed',
  'snapshot.taken',
  'zone.removed',
  'zone.changed',
  'zone.confirmed',
  'zone.drawn',
  'zone.proposal_asked',
] as const;

/** A function that words the kind of an entry. */
export function useKindWord(): (kind: string) => string {
  const { t } = useTranslation('ledger');
  return (kind) => t([`kind.${kind.replaceAll('.', '_')}`, 'kind.other'], { kind });
}

/** A function that words the name of a fact; those without a word keep their name. */
export function useFactWord(): (name: string) => string {
  const { t } = useTranslation('ledger');
  return (name) => t([`fact.${name}`, 'fact.other'], { name });
}

/** A function that names who acted: a person, or a process of the product. */
export function useActorWord(): (entry: Pick<Entry, 'actor_name' | 'actor_id'>) => string {
  const { t } = useTranslation('ledger');
  return ({ actor_name, actor_id }) => {
    if (actor_name !== null) return actor_name;
    const process = /^process:(.+)$/.exec(actor_id)?.[1];
    return process === undefined ? actor_id : t([`process.${process}`, 'process.other'], { process });
  };
}

const pages: Readonly<Record<string, (id: string) => { rest: string; search?: Record<string, string> }>> = {
  conduit: (id) => ({ rest: `conduits/${id}` }),
  asset: (id) => ({ rest: `assets/${id}` }),
  zone: (id) => ({ rest: 'zones', search: { open: id } }),
  finding: (id) => ({ rest: 'findings', search: { open: id } }),
  capture: () => ({ rest: 'captures' }),
  flow: (id) => ({ rest: 'flows', search: { open: id } }),
  site: () => ({ rest: 'map' }),
};

/** Where the subject of an entry can be opened; null for what has no page. */
export function subjectPage(entry: Pick<Entry, 'subject_type' | 'subject_id'>): { rest: string; search?: Record<string, string> } | null {
  return pages[entry.subject_type]?.(entry.subject_id) ?? null;
}
