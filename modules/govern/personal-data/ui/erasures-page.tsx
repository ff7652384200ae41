// Erasures and legal holds of the site: what was asked for and what became of it; what must be kept.
import './personal-data.css';
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Erasure, ErasureState } from '../schema.erasure.ts';
import { EraseForm } from './erase-form.tsx';
import { HoldsPanel } from './holds-panel.tsx';

const api = createClient();
const tones: Record<ErasureState, Tone> = { waiting: 'waiting', erased: 'off', refused: 'off', withdrawn: 'off', expired: 'off' };

export function StateBadge({ state }: { state: ErasureState }) {
  const { t } = useTranslation('personal-data');
  return <Badge tone={tones[state]}>{t(`erasures.state.${state}`)}</Badge>;
}

/** Whose data, or which entry. */
export function useWhat(): (it: Erasure) => string {
  const { t } = useTranslation('personal-data');
  return (it) => (it.entry_id === null ? (it.person_name ?? '') : t('erasures.of_entry', { id: it.entry_id.slice(-12) }));
}

export function ErasuresPage() {
  const { t } = useTranslation('personal-data');
  const { site_id, may, path } = usePlace();
  const { entry } = useSearch({ strict: false }) as { entry?: string };
  const [isOpen, setOpen] = useState(entry !== undefined);
  const erase = may('erasures.ask') && (
    <Button leftSection={<IconEraser size={14} aria-hidden />} onClick={() => setOpen(true)}>
      {t('erasures.act')}
    </Button>
  );
  return (
    <Page title={t('erasures.title')} lead={t('erasures.lead')} actions={erase}>
      <HoldsPanel />
      <Panel title={t('erasures.requests')} flush>
        <DataTable
          label={t('erasures.requests')}
          name={['erasures', site_id]}
          columns={useColumns()}
          load={(query) => take(api.GET('/api/v1/sites/{site_id}/erasures', { params: { path: { site_id }, query } }))}
          open={(row) => path(`erasures/${row.id}`)}
          empty={
            <Empty title={t('erasures.empty.title')} action={erase}>
              {t('erasures.empty.text')}
            </Empty>
          }
        />
      </Panel>
      <Dialog title={t('erasures.act')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <EraseForm entry_id={entry ?? null} onClose={() => setOpen(false)} />}
      </Dialog>
    </Page>
  );
}

function useColumns(): Column<Erasure>[] {
  const { t } = useTranslation('personal-data');
  const what = useWhat();
  return [
    { key: 'what', header: t('erasures.column.what'), width: 240, cell: what, text: what },
    {
      key: 'ground',
      header: t('erasures.column.ground'),
      width: 220,
      narrow: false,
      cell: (it) => t(`erasures.grounds.${it.ground}`),
      text: (it) => it.ground,
    },
    {
      key: 'state',
      header: t('erasures.column.state'),
      sort: 'state',
      width: 200,
      cell: (it) => <StateBadge state={it.state} />,
      text: (it) => it.state,
    },
    {
      key: 'asked_by',
      header: t('erasures.column.asked_by'),
      width: 160,
      narrow: false,
      cell: (it) => it.asked_by_name,
      text: (it) => it.asked_by_name,
    },
    {
      key: 'asked_at',
      header: t('erasures.column.asked_at'),
      sort: 'asked_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.asked_at} />,
      text: (it) => it.asked_at,
    },
  ];
}
