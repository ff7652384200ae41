// One meeting from the call to the last signature.
import './meetings.css';
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingDetail } from '../schema.ts';
import { AgendaPanel } from './agenda-panel.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import { useEnd, useFix, useKeeps, useSign } from './meeting-acts.ts';
import { MeetingBadge } from './meeting-words.tsx';
import { MinutesPanel } from './minutes-panel.tsx';

const api = createClient();

export function MeetingPage() {
  const { meeting_id = '' } = useParams({ strict: false }) as { meeting_id?: string };
  const { site_id } = usePlace();
  const past = useAsOf();
  const it = useQuery({
    queryKey: ['meetings', site_id, meeting_id, past.as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/meetings/{meeting_id}', { params: { path: { site_id, meeting_id }, query: asOfQuery(past) } })),
  });
  return <Answer of={it}>{(found) => <One meeting={found} />}</Answer>;
}

function One({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const { path, site_id } = usePlace();
  const { is } = useAsOf();
  const title = t(`kind.${it.kind}`);
  return (
    <Page
      title={`${title}, ${it.period_until}`}
      mark={<MeetingBadge meeting={it} />}
      crumbs={[{ to: path('meetings'), text: t('title') }]}
      actions={
        <>
          <AsOfPicker />
          {is === 'now' && <Steps meeting={it} />}
          <Button
            component="a"
            variant="default"
            leftSection={<IconFileTypePdf size={14} aria-hidden />}
            href={`/api/v1/sites/${site_id}/meetings/${it.id}/paper`}
          >
            {t('detail.paper')}
          </Button>
        </>
      }
    >
      <AsOfNote />
      <Panel>
        <Facts rows={useFacts(it)} />
      </Panel>
      <AttendancePanel meeting={it} />
      <AgendaPanel meeting={it} />
      <MinutesPanel meeting={it} />
      <RecordHistory type="meeting" id={it.id} title={title} opens={`meetings/${it.id}`} organisation={it.site_id === null} />
    </Page>
  );
}

function useFacts(it: MeetingDetail): [string, ReactNode][] {
  const { t } = useTranslation('meetings');
  const { present, members, quorum } = it;
  return [
    [t('detail.period'), `${it.period_from} – ${it.period_until}`],
    [t('detail.planned_at'), <Time key="planned" at={it.planned_at} />],
    ...(it.held_at === null ? [] : [[t('detail.held_at'), <Time key="held" at={it.held_at} />] as [string, ReactNode]]),
    [t('detail.quorum'), t('detail.quorum_text', { present, members, quorum })],
    ...(it.closed_at === null ? [] : [[t('detail.closed_at'), <Time key="closed" at={it.closed_at} />] as [string, ReactNode]]),
    ...(it.minutes_sha256 === null
      ? []
      : [
          [
            t('detail.hash'),
            <span key="hash" className="hf-hash">
              {it.minutes_sha256}
            </span>,
          ] as [string, ReactNode],
        ]),
    ...(it.end_reason === null ? [] : [[t('detail.reason'), it.end_reason] as [string, ReactNode]]),
  ];
}

type Open = 'sign' | 'reopen' | 'end' | null;

/** What comes next, for who may do it. */
function Steps({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const keeps = useKeeps(it);
  const [open, setOpen] = useState<Open>(null);
  const fix = useFix(it);
  const [end, reopen] = [useEnd(it, 'end'), useEnd(it, 'reopening')];
  const close = (): void => setOpen(null);
  const word = it.state === 'planned' ? 'call_off' : 'close';
  return (
    <>
      {it.state === 'signing' && <SignButton meeting={it} />}
      {keeps && it.state === 'held' && (
        <Button loading={fix.busy} onClick={() => void fix.run(undefined)}>
          {t('fix.act')}
        </Button>
      )}
      {keeps && it.state === 'signing' && (
        <Button variant="default" onClick={() => setOpen('reopen')}>
          {t('reopen.act')}
        </Button>
      )}
      {keeps && (it.state === 'planned' || (it.state === 'signing' && it.signed > 0)) && (
        <Button variant="default" onClick={() => setOpen('end')}>
          {t(`end.${word}`)}
        </Button>
      )}
      <ReasonDialog
        title={t('reopen.act')}
        says={t('reopen.says')}
        submit={t('reopen.act')}
        opened={open === 'reopen'}
        onClose={close}
        onReason={(reason) => reopen.run(reason)}
      />
      <ReasonDialog
        title={t(`end.${word}`)}
        says={t(`end.${word}_says`)}
        submit={t(`end.${word}`)}
        opened={open === 'end'}
        onClose={close}
        onReason={(reason) => end.run(reason)}
      />
    </>
  );
}

function SignButton({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const { me_id } = usePlace();
  const sign = useSign(it);
  const me = it.attendees.find((one) => one.person_id === me_id);
  if (me?.presence !== 'present' || me.signed_at !== null) return null;
  return (
    <Button loading={sign.busy} title={t('sign.says')} onClick={() => void sign.run(it.minutes_sha256!)}>
      {t('sign.act')}
    </Button>
  );
}
