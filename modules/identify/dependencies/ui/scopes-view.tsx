// Scope objects: the machine, cell, line or area a risk analysis is about, with its boundary, outside services and contractors.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FilterBar } from '@holdfast/design/filters';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Button, MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeObject } from '../schema.ts';
import { useThings, useWords } from './choices.tsx';
import { LongText } from './service-form.tsx';

const api = createClient();

export function ScopesView() {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const { scopeKinds } = useWords();
  return (
    <>
      <DataTable<ScopeObject>
        label={t('view.scopes')}
        name={['scope-objects', site_id]}
        columns={useColumns()}
        filters={['kind']}
        bar={<FilterBar searchLabel={t('search_scopes')} choices={[{ key: 'kind', label: t('kind_label'), options: scopeKinds }]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/scope-objects', { params: { path: { site_id }, query } }))}
        open={(it) => ({ open: it.id })}
        empty={<Empty title={t('scopes_empty')}>{t('scopes_empty_note')}</Empty>}
      />
      <SideDrawer title={t('scope')}>{(id) => <OneScope scope_id={id} />}</SideDrawer>
    </>
  );
}

function OneScope({ scope_id }: { scope_id: string }) {
  const { t } = useTranslation('dependencies');
  const { site_id, may } = usePlace();
  const scope = useQuery({
    queryKey: ['scope-objects', site_id, 'one', scope_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/scope-objects/{scope_id}', { params: { path: { site_id, scope_id } } })),
  });
  const remove = useAct(
    () => take(api.DELETE('/api/v1/sites/{site_id}/scope-objects/{scope_id}', { params: { path: { site_id, scope_id } } })),
    { done: t('removed') },
  );
  return (
    <Answer of={scope}>
      {(it) => (
        <>
          <ScopeForm key={it.version} scope={it} onClose={() => history.back()} />
          {may('essentials.keep') && (
            <Button
              mt="md"
              variant="default"
              loading={remove.busy}
              onClick={() => void remove.run(undefined).then((isDone) => isDone && history.back())}
            >
              {t('scope_remove')}
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}

export function NewScope() {
  const { t } = useTranslation('dependencies');
  return <FormButton label={t('scope_new')}>{(close) => <ScopeForm scope={null} onClose={close} />}</FormButton>;
}

const idsOf = (rows: readonly { id: string }[] = []): string[] => rows.map((it) => it.id);
const fieldsOf = (it: ScopeObject | null) => ({
  name: it?.name ?? '',
  kind: it?.kind ?? ('line' as ScopeObject['kind']),
  boundary: it?.boundary ?? '',
  owner_id: it?.owner_id ?? null,
  area_id: it?.area_id ?? null,
  zone_ids: idsOf(it?.zones),
  asset_ids: idsOf(it?.assets),
  service_ids: idsOf(it?.services),
  supplier_ids: idsOf(it?.suppliers),
});
type Fields = ReturnType<typeof fieldsOf>;

function ScopeForm({ scope, onClose }: { scope: ScopeObject | null; onClose: () => void }) {
  const { t } = useTranslation('dependencies');
  const { may } = usePlace();
  const [it, setIt] = useState(fieldsOf(scope));
  const things = useThings();
  const { scopeKinds } = useWords();
  const save = useSave(scope);
  const set = (part: Partial<Fields>): void => setIt({ ...it, ...part });
  const isWhole = it.name.trim() !== '' && it.boundary.trim().length >= 3 && may('essentials.keep');
  const send = async (): Promise<void> => {
    if (await save.run({ ...it, name: it.name.trim(), boundary: it.boundary.trim() })) onClose();
  };
  const many = (key: 'zone_ids' | 'asset_ids' | 'service_ids' | 'supplier_ids', label: string, data: typeof things.zone) => (
    <MultiSelect label={label} searchable limit={100} data={data} value={it[key]} onChange={(next) => set({ [key]: next })} />
  );
  return (
    <Form submit={t('save')} busy={save.busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={200}
        value={it.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t('kind_label')}
        allowDeselect={false}
        data={scopeKinds}
        value={it.kind}
        onChange={(kind) => kind !== null && set({ kind: kind as Fields['kind'] })}
      />
      <Text size="sm" c="dimmed">
        {t('boundary_note')}
      </Text>
      <LongText label={t('boundary')} required value={it.boundary} onChange={(boundary) => set({ boundary: boundary ?? '' })} />
      <Select label={t('owner')} searchable clearable data={things.person} value={it.owner_id} onChange={(owner_id) => set({ owner_id })} />
      <Select label={t('type.area')} searchable clearable data={things.area} value={it.area_id} onChange={(area_id) => set({ area_id })} />
      {many('zone_ids', t('zones'), things.zone)}
      {many('asset_ids', t('assets'), things.asset)}
      {many('service_ids', t('services_in_scope'), things.service)}
      {many('supplier_ids', t('contractors'), things.supplier)}
    </Form>
  );
}

function useSave(scope: ScopeObject | null) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  return useAct(
    (body: Fields): Promise<unknown> =>
      scope === null
        ? take(api.POST('/api/v1/sites/{site_id}/scope-objects', { params: { path: { site_id } }, body }))
        : take(
            api.PATCH('/api/v1/sites/{site_id}/scope-objects/{scope_id}', {
              params: { path: { site_id, scope_id: scope.id } },
              body: { ...body, version: scope.version },
            }),
          ),
    { done: t('saved') },
  );
}

function useColumns(): Column<ScopeObject>[] {
  const { t } = useTranslation('dependencies');
  const names = (rows: readonly { name: string }[]): string => rows.map((it) => it.name).join(', ');
  return [
    { key: 'name', header: t('name'), sort: 'name', width: 180, cell: (it) => <strong>{it.name}</strong>, text: (it) => it.name },
    {
      key: 'kind',
      header: t('kind_label'),
      sort: 'kind',
      width: 110,
      cell: (it) => t(`scope_kind.${it.kind}`),
      text: (it) => t(`scope_kind.${it.kind}`),
    },
    { key: 'boundary', header: t('boundary'), narrow: false, cell: (it) => it.boundary, text: (it) => it.boundary },
    { key: 'zones', header: t('zones'), narrow: false, cell: (it) => <Known value={names(it.zones)} />, text: (it) => names(it.zones) },
    { key: 'services', header: t('services_in_scope'), narrow: false, cell: (it) => names(it.services), text: (it) => names(it.services) },
    { key: 'suppliers', header: t('contractors'), narrow: false, cell: (it) => names(it.suppliers), text: (it) => names(it.suppliers) },
    {
      key: 'owner_name',
      header: t('owner'),
      sort: 'owner_name',
      width: 150,
      cell: (it) => <Known value={it.owner_name} />,
      text: (it) => it.owner_name ?? '',
    },
  ];
}
