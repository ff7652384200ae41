// What was found, in words: its type, where its page is, what kind of thing it is.
import { useShownTimes } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { Hit, HitType, NamedType } from '../schema.ts';

/** Address of a hit's page below the site's, with the query that opens it. */
export function hitPlace(type: NamedType, id: string): { to: string; search: Record<string, string> } {
  const pages: Record<NamedType, { to: string; search: Record<string, string> }> = {
    asset: { to: `assets/${id}`, search: {} },
    conduit: { to: `conduits/${id}`, search: {} },
    zone: { to: 'zones', search: { open: id } },
    finding: { to: 'findings', search: { open: id } },
    capture: { to: 'captures', search: { open: id } },
    walk_down: { to: `walk-downs/${id}`, search: {} },
    evidence_item: { to: `evidence/${id}`, search: {} },
    question: { to: 'questions', search: { open: id } },
    area: { to: 'areas', search: {} },
    flow: { to: 'flows', search: { open: id } },
    service: { to: 'dependencies', search: { open: id } },
    supplier: { to: 'suppliers', search: { open: id } },
    operating_period: { to: 'production', search: { open: id } },
    maintenance_window: { to: 'windows', search: { open: id } },
    account: { to: 'accounts', search: { open: id } },
    person: { to: 'people', search: { open: id } },
  };
  return pages[type];
}

/** The list of all hits of a type, searched for the text; people have no search of their own. */
export function listPlace(type: HitType, text: string): { to: string; search: Record<string, string> } {
  const lists: Record<HitType, string> = {
    asset: 'assets',
    conduit: 'conduits',
    zone: 'zones',
    finding: 'findings',
    capture: 'captures',
    walk_down: 'walk-downs',
    evidence_item: 'evidence',
    question: 'questions',
    person: 'people',
  };
  return { to: lists[type], search: type === 'person' ? {} : { search: text, ...(type === 'conduit' ? { view: 'list' } : {}) } };
}

/** Where the kind or state of a hit is worded. */
const codeWords: Readonly<Partial<Record<HitType, string>>> = {
  asset: 'assets:kind',
  finding: 'findings:kind',
  walk_down: 'walk-downs:state',
  evidence_item: 'evidence:kind',
  question: 'questions:state',
};

/** What stands beside a hit's name. */
export function useHitNote(): (type: HitType, hit: Hit) => string {
  const { t, i18n } = useTranslation(['search', 'assets', 'findings', 'walk-downs', 'evidence', 'questions']);
  const { zone, clock } = useShownTimes();
  return (type, { name, code, detail }) => {
    if (type === 'capture') return detail === null ? '' : timeText(detail, zone, i18n.language, 'minute', clock);
    const said = codeWords[type];
    const kind = code === null || said === undefined ? null : t(`${said}.${code}`);
    const rest = detail?.split(' ').filter((word) => word !== name);
    return [kind, rest?.join(' ')].filter(Boolean).join(' · ');
  };
}
