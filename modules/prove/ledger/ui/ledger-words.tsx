// How entries are worded: what was done, by whom, on what.
import type { Entry } from '@holdfast/ledger/schema';
import { useTranslation } from 'react-i18next';

/** A function that words the kind of an entry. */
export function useKindWord(): (kind: string) => string {
  const { t } = useTranslation('ledger');
  return (kind) => t([`kind.${kind.replaceAll('.', '_')}`, 'kind.other'], { kind });
}

/** A function that words the name of a fact; those without a word keep their name. */
export function useFactWord(): (name: string) => string {
  const { t, i18n } = useTranslation('ledger');
  const plain = (name: string): string => t([`fact.${name}`, 'fact.other'], { name });
  return (name) => {
    const [, list, of] = /^(.+)_(count|sha256)$/.exec(name) ?? [];
    if (list === undefined || i18n.exists(`ledger:fact.${name}`)) return plain(name);
    return t(`fact_${of}`, { word: plain(list) });
  };
}

/** Where other practices word the values of facts. */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  act: ['evidence:act'],
  kind: ['evidence:kind', 'assets:kind', 'findings:kind', 'dependencies:kind', 'accounts:kind', 'scope:order_kind'],
  criticality: ['assets:criticality'],
  outcome: ['scope:class'],
  role: ['roles:role'],
  second_word: ['own-backups:second_word'],
  state: ['questions:state', 'evidence:state'],
};

/** A function that words the value of a fact; names and numbers stay as they are. */
export function useFactValueWord(): (name: string, value: string | number | boolean) => string {
  const { t, i18n } = useTranslation('ledger');
  const factWord = useFactWord();
  return (name, value) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return new Intl.NumberFormat(i18n.language).format(value);
    if (name === 'changed') return factWord(value);
    const keys = [`ledger:fact_value.${name}`, ...(valuesOf[name] ?? [])].map((it) => `${it}.${value}`);
    const key = /^[a-z_-]+$/.test(value) ? keys.find((it) => i18n.exists(it)) : undefined;
    return key === undefined ? value : t(key);
  };
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
  capture: (id) => ({ rest: 'captures', search: { open: id } }),
  supplier: (id) => ({ rest: 'suppliers', search: { open: id } }),
  account: (id) => ({ rest: 'accounts', search: { open: id } }),
  evidence_item: (id) => ({ rest: `evidence/${id}` }),
  question: (id) => ({ rest: 'questions', search: { open: id } }),
  snapshot: (id) => ({ rest: `snapshots/${id}` }),
  walk_down: (id) => ({ rest: `walk-downs/${id}` }),
  flow: (id) => ({ rest: 'flows', search: { open: id } }),
  legal_entity: (id) => ({ rest: `scope/${id}` }),
  authority_order: (id) => ({ rest: 'scope', search: { view: 'orders', open: id } }),
  site: () => ({ rest: 'map' }),
};

/** Where the subject of an entry can be opened; null for what has no page. */
export function subjectPage(entry: Pick<Entry, 'subject_type' | 'subject_id'>): { rest: string; search?: Record<string, string> } | null {
  return pages[entry.subject_type]?.(entry.subject_id) ?? null;
}
