// Audits and OT tests of a site: planned, held, closed.
import './cadence.css';
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge, type Tone } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty, Known } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Audit, auditKind, auditState, type AuditState } from '../schema.audits.ts';
import { AuditDialog } from './audit-form.tsx';

const api = createClient();
const tones: Record<AuditState, Tone> = { planned: 'waiting', held: 'attention', closed: 'good', called_off: 'off' };

export function AuditBadge({ state }: { state: AuditState }) {
  const { t } = useTranslation('cadence');
  return <Badge tone={tones[state]}>{t(`audit_state.${state}`)}</Badge>;
}

export function AuditsPage() {
  const { t } = useTranslation('cadence');
  const { site_id, path } = usePlace();
  const { as_of, is } = useAsOf();
  const states = auditState.options.map((value) => ({ value, label: t(`audit_state.${value}`) }));
  const kinds = auditKind.options.map((value) => ({ value, label: t(`audit_kind.${value}`) }));
  const choices = [
    { key: 'state', label: t('audits.state'), options: states },
    { key: 'kind', label: t('audits.kind'), options: kinds },
  ];
  return (
    <Page title={t('audits.title')} lead={t('audits.lead')} actions={is === 'now' ? <AddButton /> : undefined} fill>
      <AsOfNote />
      <DataTable
        label={t('audits.title')}
        name={['audits', site_id, as_of ?? '']}
        columns={useColumns(states, kinds)}
        bar={
          <FilterBar searchLabel={t('audits.search')} choices={choices}>
            <AsOfPicker />
          </FilterBar>
        }
        filters={['state', 'kind']}
        fixed={as_of === undefined ? {} : { as_of }}
        path={`/api/v1/sites/${site_id}/audits`}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/audits', { params: { path: { site_id }, query } }))}
        open={(row) => path(`audits/${row.id}`)}
        tone={(row) => (row.state === 'held' && row.open_findings > 0 ? 'attention' : undefined)}
        empty={
          <Empty title={t('audits.empty')} action={is === 'now' ? <AddButton /> : undefined}>
            {t('audits.empty_text')}
          </Empty>
        }
      />
    </Page>
  );
}

function AddButton() {
  const { t } = useTranslation('cadence');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('audits.keep')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('audits.add')}
      </Button>
      <AuditDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

type Options = readonly { value: string; label: string }[];

function useColumns(states: Options, kinds: Options): Column<Audit>[] {
  const { t } = useTranslation('cadence');
  return [
    { key: 'title', header: t('audits.name'), width: 260, cell: (it) => it.title, text: (it) => it.title },
    {
      key: 'kind',
      header: t('audits.kind'),
      width: 110,
      words: codeWords(kinds),
      cell: (it) => t(`audit_kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'state',
      header: t('audits.state'),
      width: 200,
      words: codeWords(states),
      cell: (it) => <AuditBadge state={it.state} />,
      text: (it) => it.state,
    },
    {
      key: 'planned_on',
      header: t('audits.planned_on'),
      width: 130,
      cell: (it) => <Time at={`${it.planned_on}T12:00:00Z`} style="day" />,
      text: (it) => it.planned_on,
    },
    {
      key: 'findings',
      header: t('audits.findings'),
      width: 110,
      narrow: false,
      cell: (it) => it.findings,
      text: (it) => String(it.findings),
    },
    {
      key: 'open_findings',
      header: t('audits.open'),
      width: 110,
      narrow: false,
      cell: (it) => it.open_findings,
      text: (it) => String(it.open_findings),
    },
    {
      key: 'approach',
      header: t('audits.approach'),
      width: 110,
      narrow: false,
      cell: (it) => t(`approach_short.${it.approach}`),
      text: (it) => it.approach,
    },
    {
      key: 'led_by_name',
      header: t('audits.led_by'),
      width: 160,
      narrow: false,
      cell: (it) => <Known value={it.led_by_name} />,
      text: (it) => it.led_by_name ?? '',
    },
  ];
}
