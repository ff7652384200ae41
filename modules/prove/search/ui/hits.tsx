// What was found, in words: its type, where its page is, what kind of thing it is.
import { useShownTimes } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { Hit, HitType } from '../schema.ts';

/** Address of a hit's page below the site's, with the query that opens it. */
export function hitPlace(type: HitType, id: string): { to: string; search: Record<string, string> } {
  const pages: Record<HitType, { to: string; search: Record<string, string> }> = {
    asset: { to: `assets/${id}`, search: {} },
    conduit: { to: `conduits/${id}`, search: {} },
    zone: { to: 'zones', search: { open: id } },
    finding: { to: 'findings', search: { open: id } },
    capture: { to: 'captures', search: { open: id } },
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
    person: 'people',
  };
  return { to: lists[type], search: type === 'person' ? {} : { search: text, ...(type === 'conduit' ? { view: 'list' } : {}) } };
}

/** What stands beside a hit's name. */
export function useHitNote(): (type: HitType, hit: Hit) => string {
  const { t, i18n } = useTranslation(['search', 'assets', 'findings']);
  const { zone, clock } = useShownTimes();
  return (type, { name, code, detail }) => {
    if (type === 'capture') return detail === null ? '' : timeText(detail, zone, i18n.language, 'minute', clock);
    const kind =
      code === null ? null : type === 'asset' ? t(`assets:kind.${code}`) : type === 'finding' ? t(`findings:kind.${code}`) : null;
    const rest = detail?.split(' ').filter((word) => word !== name);
    return [kind, rest?.join(' ')].filter(Boolean).join(' · ');
  };
}
