// What members of the management body approved and looked at, read from the ledger: nobody types it in.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ManagementAct } from '../schema.ts';

const api = createClient();

export function ActsPanel() {
  const { t } = useTranslation('duties');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['duties', site_id, 'acts', as_of ?? ''],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/management-acts', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } }),
      ),
  });
  return (
    <Panel title={t('acts')}>
      <Text c="dimmed" mb="xs">
        {t('acts_says')}
      </Text>
      <Answer of={asked}>{({ named, acts }) => <Acts named={named} acts={acts} />}</Answer>
    </Panel>
  );
}

function Acts({ named, acts }: { named: number; acts: readonly ManagementAct[] }) {
  const { t } = useTranslation('duties');
  const { path } = usePlace();
  if (named === 0 && acts.length === 0)
    return (
      <Group gap="md">
        <Text>{t('no_board')}</Text>
        <Go to={path('responsibilities')}>{t('name_somebody')}</Go>
      </Group>
    );
  if (acts.length === 0) return <Text>{t('acts_none')}</Text>;
  return (
    <ul className="hf-duty-people">
      {acts.map((it) => (
        <ActLine key={`${it.at} ${it.kind} ${it.subject_id}`} act={it} />
      ))}
    </ul>
  );
}

function ActLine({ act: it }: { act: ManagementAct }) {
  const { t } = useTranslation(['duties', 'ledger']);
  const { path } = usePlace();
  const word = String(t([`ledger:kind.${it.kind.replaceAll('.', '_')}`, 'ledger:kind.other'] as unknown as 'key', { kind: it.kind }));
  return (
    <li>
      <div>
        <Text>
          {it.site_id === null ? (
            word
          ) : (
            <Go to={path('ledger')} search={{ subject_id: it.subject_id }}>
              {word}
            </Go>
          )}
          {it.title !== null && <> · {it.title}</>}
        </Text>
        <Text size="sm" c="dimmed">
          {it.actor_name} · <Time at={it.at} />
        </Text>
      </div>
      <Badge tone="neutral">{t(`act.${it.of}`)}</Badge>
    </li>
  );
}
