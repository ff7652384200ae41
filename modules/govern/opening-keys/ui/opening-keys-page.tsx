// Opening keys: who holds which, making and changing one's own, and what is asked to be opened.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Alert, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { heldBy, type Holder, type OpeningKeys, type Side, side } from '../schema.ts';
import { HolderActs, MakeKey, NameHolder, RotateKey } from './key-acts.tsx';
import { OpeningsList } from './openings-list.tsx';
import { sideWord } from './side-word.ts';

const api = createClient();
const tones: Record<Holder['state'], Tone> = { named: 'waiting', waiting: 'waiting', active: 'good', removed: 'off' };

export function OpeningKeysPage() {
  const { t } = useTranslation('opening-keys');
  const { site_id, me_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['opening-keys', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/opening-keys', { params: { path: { site_id } } })),
  });
  const own = asked.data?.holders.find((it) => it.person_id === me_id);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          {may('opening_keys.name') && <NameHolder second={asked.data?.second_held_by ?? 'plant'} />}
          {own?.state === 'named' && <MakeKey />}
          {own !== undefined && own.state !== 'named' && <RotateKey />}
        </>
      }
    >
      <Answer of={asked}>
        {(it) => (
          <>
            <Alert color={it.ready ? 'gray' : 'yellow'}>
              {it.ready ? t('ready') : t('not_ready')} {t('files', { count: it.files })}
              {it.waiting_files > 0 && ` ${t('waiting_files', { count: it.waiting_files })}`}
            </Alert>
            {side.options.map((each) => (
              <SidePanel key={each} of={each} it={it} own={own} />
            ))}
            <Panel title={t('openings.title')}>
              <OpeningsList />
            </Panel>
          </>
        )}
      </Answer>
    </Page>
  );
}

function SidePanel({ of, it, own }: { of: Side; it: OpeningKeys; own: Holder | undefined }) {
  const { t } = useTranslation('opening-keys');
  const { may } = usePlace();
  const holders = it.holders.filter((each) => each.side === of);
  return (
    <Panel title={t(sideWord(of, it.second_held_by))}>
      <Stack gap="sm">
        {of === 'second' && may('opening_keys.name') && <WhoseSecond held_by={it.second_held_by} />}
        {holders.length === 0 && <Text c="dimmed">{t('none')}</Text>}
        {holders.map((each) => (
          <Group key={each.id} justify="space-between" gap="sm">
            <Group gap="sm">
              <Text fw={600}>{each.name}</Text>
              <Badge tone={tones[each.state]}>{t(`state.${each.state}`)}</Badge>
            </Group>
            <HolderActs holder={each} mayAdmit={own?.state === 'active' && own.side === of && each.state === 'waiting'} />
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function WhoseSecond({ held_by }: { held_by: OpeningKeys['second_held_by'] }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const set = useAct(
    (whose: OpeningKeys['second_held_by']) =>
      take(api.PUT('/api/v1/sites/{site_id}/opening-keys/second', { params: { path: { site_id } }, body: { held_by: whose } })),
    { done: t('second_done') },
  );
  return (
    <Radio.Group label={t('second')} description={t('second_note')} value={held_by} onChange={(value) => void set.run(heldBy.parse(value))}>
      <Stack gap={6} mt={6}>
        {heldBy.options.map((value) => (
          <Radio key={value} value={value} label={t(`held_by.${value}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
