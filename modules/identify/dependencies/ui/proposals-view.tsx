// What the flows propose: a zone that uses a service, why it looks so, and how many flows say it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FilterBar } from '@holdfast/design/filters';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable, type Load } from '@holdfast/design/table';
import { Button, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proposal } from '../schema.ts';
import { useThings } from './choices.tsx';
import { HardnessFields, HardnessName, isSaid, type Says } from './hardness.tsx';

const api = createClient();
type Row = Proposal & { id: string };

export function ProposalsView() {
  const { t } = useTranslation('dependencies');
  const { site_id, may } = usePlace();
  const load: Load<Row> = async (query) => {
    const { rows, total } = await take(api.GET('/api/v1/sites/{site_id}/dependency-proposals', { params: { path: { site_id }, query } }));
    return { rows: rows.map((it): Row => ({ ...it, id: it.key })), total };
  };
  return (
    <DataTable<Row>
      label={t('view.proposals')}
      name={['dependency-proposals', site_id]}
      columns={useColumns()}
      bar={<FilterBar searchLabel={t('search_proposals')} />}
      load={load}
      bulk={may('dependencies.keep') ? ({ rows, clear }) => <Decide rows={rows} onDone={clear} /> : undefined}
      empty={<Empty title={t('proposals_empty')}>{t('proposals_empty_note')}</Empty>}
    />
  );
}

function Decide({ rows, onDone }: { rows: readonly Row[]; onDone: () => void }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const [open, setOpen] = useState<'accept' | 'decline' | null>(null);
  const decline = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/dependency-proposals/declining', {
          params: { path: { site_id } },
          body: { keys: rows.map((it) => it.key), reason },
        }),
      ),
    { done: t('declined') },
  );
  const close = (): void => setOpen(null);
  const refuse = async (reason: string): Promise<boolean> => {
    const isDone = await decline.run(reason);
    if (isDone) onDone();
    return isDone;
  };
  const [first] = rows;
  return (
    <>
      {rows.length === 1 && <Button onClick={() => setOpen('accept')}>{t('accept')}</Button>}
      <Button variant="default" onClick={() => setOpen('decline')}>
        {t('decline')}
      </Button>
      <Dialog title={t('accept_title')} opened={open === 'accept'} onClose={close}>
        {open === 'accept' && first !== undefined && <AcceptForm proposal={first} onClose={close} onDone={onDone} />}
      </Dialog>
      <ReasonDialog
        title={t('decline_title', { count: rows.length })}
        says={t('decline_says')}
        submit={t('decline')}
        opened={open === 'decline'}
        onClose={close}
        onReason={refuse}
      />
    </>
  );
}

function AcceptForm({ proposal: it, onClose, onDone }: { proposal: Row; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const things = useThings();
  const [service_name, setName] = useState(it.service_name);
  const [owner_id, setOwner] = useState<string | null>(null);
  const [says, setSays] = useState<Says>({ hardness: it.hardness, after_hours: it.after_hours, workaround: null });
  const accept = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/dependency-proposals/acceptance', {
          params: { path: { site_id } },
          body: { key: it.key, service_name, owner_id, ...says },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (!(await accept.run(undefined))) return;
    onClose();
    onDone();
  };
  return (
    <Form submit={t('accept')} busy={accept.busy} disabled={service_name.trim() === '' || !isSaid(says)} onCancel={onClose} onSubmit={send}>
      <Text>{t('accept_says', { zone: it.zone_name, kind: t(`kind.${it.kind}`), name: it.service_name })}</Text>
      {it.service_id === null && (
        <>
          <TextInput
            label={t('service_name')}
            required
            maxLength={200}
            value={service_name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select label={t('owner')} searchable clearable data={things.person} value={owner_id} onChange={setOwner} />
        </>
      )}
      <HardnessFields value={says} onChange={setSays} />
    </Form>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('dependencies');
  const why = (it: Row): string =>
    it.why.map(({ code, value }) => t(`why.${code}`, { value: code === 'device_kind' ? t(`assets:kind.${value}`) : value })).join('; ');
  return [
    { key: 'zone_name', header: t('type.zone'), sort: 'zone_name', cell: (it) => it.zone_name, text: (it) => it.zone_name },
    {
      key: 'kind',
      header: t('depends_on'),
      sort: 'service_name',
      cell: (it) => (
        <>
          <strong>{it.service_name}</strong> · {t(`kind.${it.kind}`)}
        </>
      ),
      text: (it) => `${it.service_name} · ${t(`kind.${it.kind}`)}`,
    },
    { key: 'why', header: t('why_label'), narrow: false, cell: why, text: why },
    { key: 'flows', header: t('flows'), sort: 'flows', width: 80, align: 'right', cell: (it) => it.flows, text: (it) => String(it.flows) },
    {
      key: 'clients',
      header: t('clients'),
      sort: 'clients',
      width: 90,
      align: 'right',
      narrow: false,
      cell: (it) => it.clients,
      text: (it) => String(it.clients),
    },
    {
      key: 'hardness',
      header: t('usually'),
      width: 170,
      narrow: false,
      cell: (it) => <HardnessName {...it} />,
      text: (it) => t(`hardness.${it.hardness}`),
    },
  ];
}
