// The snapshots of a site: take one, open one.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FilterBar } from '@holdfast/design/filters';
import { Dialog, Form } from '@holdfast/design/form';
import { GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, Text, TextInput } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../schema.ts';

const api = createClient();

export function SnapshotsPage() {
  const { t } = useTranslation('snapshots');
  const { site_id, path, may } = usePlace();
  return (
    <Page
      fill
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ to: path('map'), text: t('map') }]}
      actions={
        <>
          <GoButton variant="default" to={path('map')}>
            {t('open_map')}
          </GoButton>
          {may('snapshots.take') && <TakeSnapshot />}
        </>
      }
    >
      <DataTable<Snapshot>
        label={t('title')}
        name={['snapshots', site_id]}
        columns={useColumns()}
        sort="-taken_at"
        bar={<FilterBar searchLabel={t('search')} choices={[]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/snapshots', { params: { path: { site_id }, query } }))}
        open={(it) => path(`snapshots/${it.id}`)}
        bulk={({ rows }) => <Compare chosen={rows} />}
        empty={<Empty title={t('empty_title')}>{t('empty_note')}</Empty>}
      />
    </Page>
  );
}

/** Two chosen ones against each other, one against the plant as it is now. */
function Compare({ chosen }: { chosen: readonly Snapshot[] }) {
  const { t } = useTranslation('snapshots');
  const { path } = usePlace();
  const [older, newer, ...more] = chosen.toSorted((a, b) => a.taken_at.localeCompare(b.taken_at));
  if (older === undefined || more.length > 0) return <Text c="dimmed">{t('compare_two')}</Text>;
  return (
    <GoButton to={path(`snapshots/${older.id}`)} {...(newer === undefined ? {} : { search: { to: newer.id } })}>
      {t(newer === undefined ? 'compare_now' : 'compare')}
    </GoButton>
  );
}

function TakeSnapshot() {
  const { t } = useTranslation('snapshots');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const act = useAct(
    () => take(api.POST('/api/v1/sites/{site_id}/snapshots', { params: { path: { site_id } }, body: { name: name.trim() } })),
    { done: t('taken') },
  );
  const send = async (): Promise<void> => {
    if (!(await act.run(undefined))) return;
    setOpen(false);
    setName('');
  };
  return (
    <>
      <Button leftSection={<IconCamera size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('take')}
      </Button>
      <Dialog title={t('take')} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('take')} busy={act.busy} disabled={name.trim() === ''} onCancel={() => setOpen(false)} onSubmit={send}>
          <Text>{t('take_says')}</Text>
          <TextInput
            label={t('name')}
            placeholder={t('name_example')}
            required
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Form>
      </Dialog>
    </>
  );
}

function useColumns(): Column<Snapshot>[] {
  const { t } = useTranslation('snapshots');
  const by = (it: Snapshot): string => it.taken_by_name ?? t('monthly');
  const count = (key: 'assets' | 'zones' | 'conduits' | 'flows'): Column<Snapshot> => ({
    key,
    header: t(`count.${key}`),
    width: 100,
    align: 'right',
    narrow: false,
    cell: (it) => it.counts[key],
    text: (it) => String(it.counts[key]),
  });
  return [
    { key: 'name', header: t('name'), sort: 'name', cell: (it) => <strong>{it.name}</strong>, text: (it) => it.name },
    {
      key: 'taken_at',
      header: t('taken_at'),
      sort: 'taken_at',
      width: 170,
      cell: (it) => <Time at={it.taken_at} />,
      text: (it) => it.taken_at,
    },
    { key: 'by', header: t('by'), width: 170, narrow: false, cell: by, text: by },
    count('assets'),
    count('zones'),
    count('conduits'),
    count('flows'),
  ];
}
