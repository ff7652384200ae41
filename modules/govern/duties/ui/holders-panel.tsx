// Who holds a role, and whether they have read its duties and been trained.
import './duties.css';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DutiesOfRole, Holder } from '../schema.ts';

const tones = { to_read: 'attention', read: 'good', again: 'attention', expired: 'attention' } as const;

export function HoldersPanel({ duties }: { duties: DutiesOfRole }) {
  const { t } = useTranslation('duties');
  const { path } = usePlace();
  return (
    <Panel title={t('holders')}>
      {duties.holders.length === 0 ? (
        <Group gap="md">
          <Text>{t('nobody')}</Text>
          <Go to={path('responsibilities')}>{t('name_somebody')}</Go>
        </Group>
      ) : (
        <ul className="hf-duty-people">
          {duties.holders.map((it) => (
            <HolderLine key={it.person_id} holder={it} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function HolderLine({ holder: it }: { holder: Holder }) {
  const { t } = useTranslation('duties');
  return (
    <li>
      <Text>{it.name}</Text>
      <Group gap="sm">
        <Badge tone={tones[it.state]}>
          {t(`state.${it.state}`)} {it.state === 'read' && <Time at={it.expires_at} style="day" />}
        </Badge>
        <Badge tone={it.is_trained ? 'good' : it.trained_until === null ? 'unknown' : 'attention'}>
          {t(it.is_trained ? 'trained_until' : it.trained_until === null ? 'untrained' : 'trained_before')}{' '}
          {it.trained_until !== null && <Time at={`${it.trained_until}T12:00:00Z`} style="day" />}
        </Badge>
      </Group>
    </li>
  );
}
