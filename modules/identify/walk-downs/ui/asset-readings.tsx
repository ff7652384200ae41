// What was read at a device on walk-downs, newest first: who, when, which label, which key, which picture.
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../schema.ts';
import { Photos } from './photos.tsx';
import { AttentionBadges, OutcomeBadge } from './walk-words.tsx';

const api = createClient();

/** Nothing where nobody ever read at the device. */
export function AssetReadings({ asset_id, name }: { asset_id: string; name: string }) {
  const { t } = useTranslation('walk-downs');
  const { site_id, path } = usePlace();
  const asked = useQuery({
    queryKey: ['walk-downs', site_id, 'of', asset_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}/readings', { params: { path: { site_id, asset_id } } })),
  });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('readings.title')} aside={<Go to={path('walk-downs')}>{t('readings.all')}</Go>}>
      <ul className="hf-walk-readings">
        {rows.map((it) => (
          <li key={it.id}>
            <OutcomeBadge outcome={it.outcome} /> <AttentionBadges reading={it} />
            <Text>{factsOf(it, t)}</Text>
            {it.remark !== null && <Text>{it.remark}</Text>}
            <Photos photos={it.photos} name={name} />
            <Text size="xs" c="dimmed">
              {it.person_name} · <Time at={it.read_at} />
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type Word = (key: 'column.firmware' | `key.${NonNullable<Reading['key_position']>}`) => string;

function factsOf(it: Reading, t: Word): string {
  const firmware = it.firmware === null ? null : `${t('column.firmware')}: ${it.firmware}`;
  const key = it.key_position === null ? null : t(`key.${it.key_position}`);
  return [firmware, it.serial, it.order_number, key, it.location].filter(Boolean).join(' · ');
}
