// The alarms of the map: asked for once, shown as a badge in zones and as a list with links beside the map.
import { createClient, take } from '@holdfast/client';
import { ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { isGrave, kindsOnMap } from '@holdfast/findings/rules';
import type { Finding } from '@holdfast/findings/schema';
import { useFindingSentence } from '@holdfast/findings/ui/sentence';
import { Section } from '@holdfast/zones/ui/zone-panel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();
const query = { kind: kindsOnMap.join(), state: 'open,investigating' } as const;
const shownAlarms = 8;

/** Undecided findings at a place of the map that no sign of its own shows, at most 500, the gravest first. */
export function useAlarms() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['findings', site_id, 'map'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/findings', { params: { path: { site_id }, query: { ...query, limit: 500 } } })),
  });
}

/** The badge of a zone: shape, number and word. */
export function AlarmCount({ alarms }: { alarms: readonly Finding[] }) {
  const { t } = useTranslation('map');
  const isLoud = alarms.some((it) => isGrave(it.kind));
  return (
    <span className={isLoud ? 'hf-zone-alarm' : 'hf-zone-alarm hf-zone-minor'}>
      <ToneIcon tone={isLoud ? 'alarm' : 'attention'} size={13} />
      {t('alarms', { count: alarms.length })}
    </span>
  );
}

/** The alarms of the zone or conduit that is chosen, each with its link; nothing where there is none. */
export function AlarmList({ alarms, zone_id }: { alarms: readonly Finding[]; zone_id?: string }) {
  const { t } = useTranslation('map');
  const { path } = usePlace();
  const sentence = useFindingSentence();
  if (alarms.length === 0) return null;
  const all = { kind: query.kind, ...(zone_id === undefined ? {} : { zone_id }) };
  return (
    <Section
      title={t('alarms', { count: alarms.length })}
      aside={
        <Go to={path('findings')} search={all}>
          {t('all_findings')}
        </Go>
      }
    >
      <ul className="hf-map-alarms">
        {alarms.slice(0, shownAlarms).map((it) => (
          <li key={it.id}>
            <ToneIcon tone={isGrave(it.kind) ? 'alarm' : 'attention'} />
            <Go to={path('findings')} search={{ ...all, open: it.id }}>
              {sentence(it)}
            </Go>
          </li>
        ))}
      </ul>
    </Section>
  );
}
