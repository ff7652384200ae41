// Addresses under which a calendar program reads one's dates: made, copied once, ended.
import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feed } from '../schema.ts';

const api = createClient();

export function FeedsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={t('feeds.title')} opened={opened} onClose={onClose} size="lg">
      {opened && <Feeds />}
    </Dialog>
  );
}

function Feeds() {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const [made, setMade] = useState<string | null>(null);
  const feeds = useQuery({ queryKey: ['calendar-feeds'], queryFn: () => take(api.GET('/api/v1/me/calendar-feeds')) });
  const make = useAct(async (at: string | null) => {
    const { path } = await take(api.POST('/api/v1/me/calendar-feeds', { body: { site_id: at } }));
    setMade(new URL(path, window.location.origin).href);
  });
  const end = useAct((feed_id: string) => take(api.DELETE('/api/v1/me/calendar-feeds/{feed_id}', { params: { path: { feed_id } } })), {
    done: t('feeds.ended'),
  });
  return (
    <Stack gap="md">
      <Text size="sm">{t('feeds.text')}</Text>
      <Group gap="sm">
        <Button loading={make.busy} onClick={() => void make.run(null)}>
          {t('feeds.make_own')}
        </Button>
        <Button variant="default" loading={make.busy} onClick={() => void make.run(site_id)}>
          {t('feeds.make_site')}
        </Button>
      </Group>
      {made !== null && <Made address={made} />}
      <Answer of={feeds}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('feeds.none')}</Text>
          ) : (
            <ul className="hf-lines">
              {rows.map((it) => (
                <FeedLine key={it.id} feed={it} onEnd={() => void end.run(it.id)} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Stack>
  );
}

function Made({ address }: { address: string }) {
  const { t } = useTranslation('cadence');
  return (
    <div role="status">
      <Text fw={600}>{t('feeds.made')}</Text>
      <Group gap="sm" align="end">
        <TextInput aria-label={t('feeds.made')} readOnly value={address} flex={1} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={address}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'feeds.copied' : 'feeds.copy')}</Button>}
        </CopyButton>
      </Group>
    </div>
  );
}

function FeedLine({ feed: it, onEnd }: { feed: Feed; onEnd: () => void }) {
  const { t } = useTranslation('cadence');
  return (
    <li>
      <div>
        <Text>{it.site_id === null ? t('feeds.own') : `${t('feeds.site')}: ${it.site_name}`}</Text>
        <Text size="xs" c="dimmed">
          {t('feeds.made_at')} <Time at={it.made_at} style="day" /> ·{' '}
          {it.last_read_at === null ? t('feeds.never_read') : t('feeds.last_read')}{' '}
          {it.last_read_at !== null && <Time at={it.last_read_at} />}
        </Text>
      </div>
      <Button variant="default" onClick={onEnd}>
        {t('feeds.end')}
      </Button>
    </li>
  );
}
