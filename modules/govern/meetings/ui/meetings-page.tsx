// Meetings: called, held, signed; and whether their rhythm is kept.
import './meetings.css';
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Meeting, meetingKind, meetingState } from '../schema.ts';
import { CallDialog } from './call-form.tsx';
import { MeetingBadge } from './meeting-words.tsx';

const api = createClient();

export function MeetingsPage() {
  const { t } = useTranslation('meetings');
  const { site_id, path, may } = usePlace();
  const { as_of, is } = useAsOf();
  const states = meetingState.options.map((value) => ({ value, label: t(`state.${value}`) }));
  const kinds = meetingKind.options.map((value) => ({ value, label: t(`kind.${value}`) }));
  const choices = [
    { key: 'kind', label: t('column.kind'), options: kinds },
    { key: 'state', label: t('column.state'), options: states },
  ];
  return (
    <Page title={t('title')} lead={t('lead')} actions={is === 'now' ? <CallButton /> : undefined} fill>
      <AsOfNote />
      <KeptRhythm as_of={as_of} />
      <DataTable
        label={t('title')}
        name={['meetings', site_id, as_of ?? '']}
        columns={useColumns(kinds, states)}
        bar={
          <FilterBar choices={choices}>
            <AsOfPicker />
          </FilterBar>
        }
        filters={['kind', 'state']}
        fixed={as_of === undefined ? {} : { as_of }}
        path={`/api/v1/sites/${site_id}/meetings`}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/meetings', { params: { path: { site_id }, query } }))}
        open={(row) => path(`meetings/${row.id}`)}
        tone={(row) => (row.state === 'held' || row.state === 'signing' ? 'attention' : undefined)}
        empty={
          <Empty title={t('empty.title')} action={is === 'now' ? <CallButton /> : undefined}>
            {t(may('meetings.keep') ? 'empty.text' : 'empty.text_reading')}
          </Empty>
        }
      />
    </Page>
  );
}

/** Whether each kind of meeting comes round: what is overdue or was missed is red and stays so. */
function KeptRhythm({ as_of }: { as_of: string | undefined }) {
  const { t } = useTranslation('meetings');
  const { site_id, path } = usePlace();
  const all = useQuery({
    queryKey: ['activities', site_id, 'meetings', as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/activities', {
          params: { path: { site_id }, query: { limit: 500, ...(as_of === undefined ? {} : { as_of }) } },
        }),
      ),
  });
  if (all.data === undefined) return null;
  const rows = meetingKind.options.flatMap((kind) => all.data.rows.filter((it) => it.of === kind));
  return (
    <Panel title={t('rhythm.title')} flush>
      <ul className="hf-meeting-list">
        {rows.map((it) => (
          <li key={it.id}>
            <Go to={path(`activities/${it.id}`)}>{t(`kind.${it.of as Meeting['kind']}`)}</Go>
            <span>
              {it.missed.length > 0 && (
                <Badge tone="alarm">{`${t('rhythm.missed', { count: it.missed.length })}: ${it.missed.join(', ')}`}</Badge>
              )}{' '}
              {it.state === 'overdue' && <Badge tone="alarm">{t('rhythm.overdue')}</Badge>}
              {it.state === 'no_date' && <Badge tone="attention">{t('rhythm.no_date')}</Badge>}
              {it.state !== 'overdue' && it.next !== null && (
                <>
                  {t('rhythm.fine')} <Time at={it.next.at} style="day" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CallButton() {
  const { t } = useTranslation('meetings');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('meetings.keep') && !may('meetings.keep_organisation')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('call.act')}
      </Button>
      <CallDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

type Options = readonly { value: string; label: string }[];

function useColumns(kinds: Options, states: Options): Column<Meeting>[] {
  const { t } = useTranslation('meetings');
  return [
    {
      key: 'kind',
      header: t('column.kind'),
      width: 210,
      words: codeWords(kinds),
      cell: (it) => t(`kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'state',
      header: t('column.state'),
      width: 240,
      words: codeWords(states),
      cell: (it) => <MeetingBadge meeting={it} />,
      text: (it) => it.state,
    },
    {
      key: 'period',
      header: t('column.period'),
      width: 210,
      fields: ['period_from', 'period_until'],
      cell: (it) => `${it.period_from} – ${it.period_until}`,
      text: (it) => `${it.period_from} – ${it.period_until}`,
    },
    {
      key: 'planned_at',
      header: t('column.planned_at'),
      width: 150,
      cell: (it) => <Time at={it.held_at ?? it.planned_at} />,
      text: (it) => it.held_at ?? it.planned_at,
    },
    {
      key: 'present',
      header: t('column.present'),
      width: 110,
      narrow: false,
      cell: (it) => t('of', { part: it.present, all: it.members }),
      text: (it) => `${it.present}/${it.members}`,
    },
    { key: 'signed', header: t('column.signed'), width: 120, narrow: false, cell: (it) => it.signed, text: (it) => String(it.signed) },
    {
      key: 'decisions',
      header: t('column.decisions'),
      width: 110,
      narrow: false,
      cell: (it) => it.decisions,
      text: (it) => String(it.decisions),
    },
    {
      key: 'open_actions',
      header: t('column.open_actions'),
      width: 130,
      narrow: false,
      cell: (it) => it.open_actions,
      text: (it) => String(it.open_actions),
    },
  ];
}
