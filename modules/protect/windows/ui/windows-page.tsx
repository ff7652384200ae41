// Maintenance windows: when work may touch running zones, and who said yes.
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FilterBar } from '@holdfast/design/filters';
import { ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { KeptRecord } from '@holdfast/design/kept-record';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MaintenanceWindow, windowPhase, windowState } from '../schema.ts';
import { DrillsDue } from './drills-due.tsx';
import { WindowForm } from './window-form.tsx';
import { PhaseBadge, StateBadge } from './window-words.tsx';

const api = createClient();

export function WindowsPage() {
  const { t } = useTranslation('windows');
  const { site_id, may } = usePlace();
  const choice = (key: 'state' | 'phase', values: readonly string[]) => ({
    key,
    label: t(`field.${key}`),
    options: values.map((value) => ({ value, label: t(`${key}.${value}`) })),
  });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      fill
      actions={may('windows.plan') && <FormButton label={t('plan')}>{(close) => <WindowForm window={null} onClose={close} />}</FormButton>}
    >
      <DrillsDue />
      <DataTable
        label={t('title')}
        name={['windows', site_id]}
        path={`/api/v1/sites/${site_id}/windows`}
        columns={useColumns()}
        filters={['state', 'phase']}
        bar={<FilterBar searchLabel={t('search')} choices={[choice('state', windowState.options), choice('phase', windowPhase.options)]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/windows', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.phase === 'over' || row.state === 'cancelled' || row.state === 'refused' ? 'off' : undefined)}
        empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
      />
      <SideDrawer title={t('one')}>{(id) => <WindowDetail window_id={id} />}</SideDrawer>
    </Page>
  );
}

const zonesText = (it: MaintenanceWindow, all: string): string => it.zones.map((zone) => zone.name).join(', ') || all;

function useColumns(): Column<MaintenanceWindow>[] {
  const { t } = useTranslation('windows');
  return [
    { key: 'number', header: t('field.number'), sort: 'number', width: 70, cell: (it) => it.number, text: (it) => String(it.number) },
    { key: 'title', header: t('field.title'), sort: 'title', width: 240, cell: (it) => it.title, text: (it) => it.title },
    {
      key: 'starts_at',
      header: t('field.starts_at'),
      sort: 'starts_at',
      width: 150,
      cell: (it) => <Time at={it.starts_at} />,
      text: (it) => it.starts_at,
    },
    {
      key: 'ends_at',
      header: t('field.ends_at'),
      sort: 'ends_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.ends_at} />,
      text: (it) => it.ends_at,
    },
    {
      key: 'phase',
      header: t('field.phase'),
      sort: 'phase',
      width: 130,
      cell: (it) => <PhaseBadge it={it} />,
      text: (it) => t(`phase.${it.phase}`),
    },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 170,
      cell: (it) => <StateBadge it={it} />,
      text: (it) => t(`state.${it.state}`),
    },
    {
      key: 'approver_name',
      header: t('field.approver_name'),
      sort: 'approver_name',
      width: 170,
      narrow: false,
      cell: (it) => it.approver_name,
      text: (it) => it.approver_name,
    },
    {
      key: 'zones',
      header: t('field.zones'),
      narrow: false,
      cell: (it) => zonesText(it, t('whole_site')),
      text: (it) => zonesText(it, t('whole_site')),
    },
  ];
}

function WindowDetail({ window_id }: { window_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['windows', site_id, window_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/windows/{window_id}', { params: { path: { site_id, window_id } } })),
  });
  return <Answer of={asked}>{(it) => <WindowFacts it={it} />}</Answer>;
}

function WindowFacts({ it }: { it: MaintenanceWindow }) {
  const { t } = useTranslation('windows');
  const { site_id, may } = usePlace();
  const params = { path: { site_id, window_id: it.id } };
  const cancel = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/windows/{window_id}/cancellation', { params, body: { reason } })),
    { done: t('cancelled_now') },
  );
  const isOpen = it.phase !== 'over' && it.state !== 'cancelled';
  return (
    <>
      {it.mine_to_decide && <Decide it={it} />}
      <KeptRecord
        facts={[
          [t('field.state'), <StateBadge key="state" it={it} />],
          [t('field.title'), it.title],
          [t('field.work'), it.work],
          [t('field.starts_at'), <Time key="from" at={it.starts_at} />],
          [t('field.ends_at'), <Time key="until" at={it.ends_at} />],
          [t('field.impact'), t(`impact.${it.impact}`)],
          [t('field.zones'), zonesText(it, t('whole_site'))],
          [t('field.approver_name'), it.approver_name],
          ...(it.decided_at === null
            ? []
            : ([
                [t('field.decided_by_name'), it.decided_by_name],
                [t('field.decided_at'), <Time key="decided" at={it.decided_at} />],
                [t('field.decision_reason'), it.decision_reason],
              ] as const)),
          [t('field.planned_by_name'), it.planned_by_name],
        ]}
        acts={
          !may('windows.plan') || !isOpen
            ? null
            : {
                change: t('change'),
                form: (close) => <WindowForm window={it} onClose={close} />,
                end: { label: t('cancel'), title: t('cancel_title', { number: it.number }), says: t('cancel_says'), run: cancel.run },
              }
        }
        history={{ type: 'maintenance_window', id: it.id, title: it.title, opens: `windows?open=${it.id}` }}
      />
    </>
  );
}

/** The approver's word, above everything else: it is what the window waits for. */
function Decide({ it }: { it: MaintenanceWindow }) {
  const { t } = useTranslation('windows');
  const { site_id } = usePlace();
  const [asking, setAsking] = useState<'approved' | 'refused' | null>(null);
  const decide = useAct(
    ({ decision, reason }: { decision: 'approved' | 'refused'; reason: string }) =>
      take(
        api.POST('/api/v1/sites/{site_id}/windows/{window_id}/decision', {
          params: { path: { site_id, window_id: it.id } },
          body: { decision, reason },
        }),
      ),
    { done: t('decided') },
  );
  const decision = asking ?? 'approved';
  return (
    <Group gap="sm" mb="md">
      <Button onClick={() => setAsking('approved')}>{t('approve')}</Button>
      <Button variant="default" onClick={() => setAsking('refused')}>
        {t('refuse')}
      </Button>
      <ReasonDialog
        title={t(`decide_title.${decision}`, { number: it.number })}
        says={t(`decide_says.${decision}_${it.impact}`)}
        submit={t(decision === 'approved' ? 'approve' : 'refuse')}
        opened={asking !== null}
        onClose={() => setAsking(null)}
        onReason={(reason) => decide.run({ decision, reason })}
        danger={decision === 'refused'}
      />
    </Group>
  );
}
