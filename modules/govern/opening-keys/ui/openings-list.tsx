// Openings: what is asked for and why, who agreed; agreeing, refusing, taking back, and reading what is open.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { saveBlob } from '@holdfast/design/save-file';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening, OpeningState } from '../schema.ts';
import { AgreeForm } from './key-acts.tsx';
import { fetchOpened, tokenOf } from './opening-token.ts';

const api = createClient();
const tones: Record<OpeningState, Tone> = {
  waiting: 'waiting',
  open: 'attention',
  refused: 'off',
  withdrawn: 'off',
  expired: 'off',
  over: 'off',
};

/** Of one subject, or all of the site; asked again every few seconds while one waits. */
export function OpeningsList({ subject_id }: { subject_id?: string }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['openings', site_id, subject_id ?? 'all'],
    refetchInterval: 10_000,
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/openings', {
          params: { path: { site_id }, query: { limit: 100, ...(subject_id === undefined ? {} : { subject_id }) } },
        }),
      ),
  });
  return (
    <Answer of={asked}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Text c="dimmed">{t('openings.empty')}</Text>
        ) : (
          <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
            {rows.map((it) => (
              <One key={it.id} it={it} />
            ))}
          </Stack>
        )
      }
    </Answer>
  );
}

function One({ it }: { it: Opening }) {
  const { t } = useTranslation('opening-keys');
  const { path } = usePlace();
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="sm">
            <Go to={path(`evidence/${it.subject_id}`)}>{it.title}</Go>
            <Badge tone={tones[it.state]}>{t(`openings.state.${it.state}`)}</Badge>
          </Group>
          <Text size="sm">
            {t('openings.for')}: <q>{it.reason}</q>
          </Text>
          <Text size="xs" c="dimmed">
            {t('openings.asked_by', { name: it.asked_by_name })} <Time at={it.asked_at} />
            {it.state === 'waiting' && (
              <>
                , {t('openings.until')} <Time at={it.expires_at} />
              </>
            )}
            {it.state === 'open' && (
              <>
                , {t('openings.open_until')} <Time at={it.open_until} />
              </>
            )}
          </Text>
          {it.consents.map((each) => (
            <Text key={each.side} size="xs" c="dimmed">
              {t('openings.agreed', { name: each.name })} <Time at={each.at} />
            </Text>
          ))}
          {it.end_reason !== null && (
            <Text size="xs" c="dimmed">
              {it.ended_by_name}: <q>{it.end_reason}</q>
            </Text>
          )}
        </div>
        <Acts it={it} />
      </Group>
    </li>
  );
}

function Acts({ it }: { it: Opening }) {
  const { t } = useTranslation('opening-keys');
  const { me_id } = usePlace();
  const isMine = it.asked_by === me_id;
  return (
    <Group gap="sm">
      {it.mine_to_decide && <Agree it={it} />}
      {it.state === 'waiting' && (it.mine_to_decide || isMine) && (
        <End it={it} text={isMine ? t('openings.withdraw') : t('openings.refuse')} />
      )}
      {it.mine_to_read && <Read it={it} />}
    </Group>
  );
}

function Agree({ it }: { it: Opening }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const params = { path: { site_id, opening_id: it.id } };
  const agree = useAct(
    (passphrase: string) => take(api.POST('/api/v1/sites/{site_id}/openings/{opening_id}/consent', { params, body: { passphrase } })),
    { done: t('openings.agree_done') },
  );
  const says = t('openings.agree_says', { name: it.asked_by_name, title: it.title, reason: it.reason });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('openings.agree')}</Button>
      <Dialog title={t('openings.agree')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <AgreeForm says={says} submit={t('openings.agree')} act={agree} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function End({ it, text }: { it: Opening; text: string }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const params = { path: { site_id, opening_id: it.id } };
  const end = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/openings/{opening_id}/ending', { params, body: { reason } })),
    {
      done: t('openings.end_done'),
    },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text}
      </Button>
      <ReasonDialog title={text} submit={text} opened={isOpen} onClose={() => setOpen(false)} onReason={end.run} />
    </>
  );
}

function Read({ it }: { it: Opening }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const token = tokenOf(it.id);
  const read = useAct(
    async (given: string) => {
      const { name, bytes } = await fetchOpened(`/api/v1/sites/${site_id}/evidence/${it.subject_id}/openings/${it.id}/content`, given);
      saveBlob(name ?? it.title, bytes);
    },
    { done: t('openings.reads') },
  );
  if (token === null) return <Text size="sm">{t('openings.other_browser')}</Text>;
  return (
    <Button loading={read.busy} onClick={() => void read.run(token)}>
      {t('openings.read')}
    </Button>
  );
}
