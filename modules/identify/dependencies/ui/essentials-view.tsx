// What matters most, as three lists with owner and impact: essential assets, crown-jewel information, needed business applications.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FilterBar } from '@holdfast/design/filters';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty, Known, Unknown } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Button, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EssentialItem, type EssentialList, essentialList, protect } from '../schema.ts';
import { useThings } from './choices.tsx';
import { LongText } from './service-form.tsx';

const api = createClient();
type Fields = Pick<EssentialItem, 'list' | 'name' | 'owner_id' | 'impact' | 'protect' | 'asset_id' | 'service_id'>;

export function EssentialsView() {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const lists = essentialList.options.map((value) => ({ value, label: t(`list.${value}`) }));
  return (
    <>
      <DataTable<EssentialItem>
        label={t('view.essentials')}
        name={['essentials', site_id]}
        columns={useColumns()}
        filters={['list']}
        bar={<FilterBar searchLabel={t('search_essentials')} choices={[{ key: 'list', label: t('list_label'), options: lists }]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/essentials', { params: { path: { site_id }, query } }))}
        open={(it) => ({ open: it.id })}
        empty={<Empty title={t('essentials_empty')}>{t('essentials_empty_note')}</Empty>}
      />
      <SideDrawer title={t('view.essentials')}>{(id) => <OneEssential id={id} />}</SideDrawer>
    </>
  );
}

function OneEssential({ id }: { id: string }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const all = useQuery({
    queryKey: ['essentials', site_id, 'all'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/essentials', { params: { path: { site_id }, query: { limit: 2000 } } })),
  });
  const it = all.data?.rows.find((row) => row.id === id);
  if (it === undefined) return null;
  return (
    <>
      <EssentialForm key={`${it.id}${it.version}`} item={it} onClose={() => history.back()} />
      {it.item_id !== null && <Remove item_id={it.item_id} label={t('take_off')} />}
    </>
  );
}

function Remove({ item_id, label }: { item_id: string; label: string }) {
  const { t } = useTranslation('dependencies');
  const { site_id, may } = usePlace();
  const remove = useAct(
    () => take(api.DELETE('/api/v1/sites/{site_id}/essentials/{item_id}', { params: { path: { site_id, item_id } } })),
    { done: t('removed') },
  );
  if (!may('essentials.keep')) return null;
  return (
    <Group mt="md">
      <Button variant="default" loading={remove.busy} onClick={() => void remove.run(undefined)}>
        {label}
      </Button>
    </Group>
  );
}

export function NewEssential() {
  const { t } = useTranslation('dependencies');
  return <FormButton label={t('essential_new')}>{(close) => <EssentialForm item={null} onClose={close} />}</FormButton>;
}

const blank: Fields = {
  list: 'information',
  name: '',
  owner_id: null,
  impact: null,
  protect: ['confidentiality'],
  asset_id: null,
  service_id: null,
};

function EssentialForm({ item, onClose }: { item: EssentialItem | null; onClose: () => void }) {
  const { t } = useTranslation('dependencies');
  const { may } = usePlace();
  const [it, setIt] = useState<Fields>(item ?? blank);
  const things = useThings();
  const save = useSave(item);
  const set = (part: Partial<Fields>): void => setIt({ ...it, ...part });
  const nameOf = (type: 'asset' | 'service', id: string | null): string => things[type].find((one) => one.value === id)?.label ?? '';
  const send = async (): Promise<void> => {
    if (await save.run({ ...it, name: it.name.trim() || nameOf('asset', it.asset_id) || nameOf('service', it.service_id) })) onClose();
  };
  const isNamed = it.name.trim() !== '' || it.asset_id !== null || it.service_id !== null;
  const isWhole = isNamed && (it.list !== 'asset' || it.asset_id !== null) && may('essentials.keep');
  return (
    <Form submit={t('save')} busy={save.busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      {item === null && (
        <Select
          label={t('list_label')}
          allowDeselect={false}
          data={essentialList.options.map((value) => ({ value, label: t(`list.${value}`) }))}
          value={it.list}
          onChange={(list) =>
            set({
              list: (list ?? 'information') as EssentialList,
              protect: list === 'information' ? ['confidentiality'] : ['availability'],
            })
          }
        />
      )}
      {it.list !== 'asset' && (
        <TextInput
          label={t('name')}
          data-autofocus
          maxLength={200}
          value={it.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )}
      {it.list !== 'application' && item?.list !== 'asset' && (
        <Select
          label={it.list === 'asset' ? t('type.asset') : t('kept_on')}
          required={it.list === 'asset'}
          searchable
          clearable
          limit={100}
          data={things.asset}
          value={it.asset_id}
          onChange={(asset_id) => set({ asset_id, ...(it.list === 'asset' ? { name: nameOf('asset', asset_id) } : {}) })}
        />
      )}
      {it.list === 'application' && (
        <Select
          label={t('type.service')}
          searchable
          clearable
          data={things.service}
          value={it.service_id}
          onChange={(service_id) => set({ service_id })}
        />
      )}
      <Select label={t('owner')} searchable clearable data={things.person} value={it.owner_id} onChange={(owner_id) => set({ owner_id })} />
      <LongText label={t('impact')} value={it.impact} onChange={(impact) => set({ impact })} />
      <MultiSelect
        label={t('protect_label')}
        data={protect.options.map((value) => ({ value, label: t(`protect.${value}`) }))}
        value={it.protect}
        onChange={(next) => set({ protect: next as Fields['protect'] })}
      />
    </Form>
  );
}

function useSave(item: EssentialItem | null) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  return useAct(
    (it: Fields): Promise<unknown> => {
      const { list, name, owner_id, impact, service_id, asset_id } = it;
      const body = { name, owner_id, impact, protect: it.protect, asset_id, service_id };
      if (item !== null && item.item_id !== null)
        return take(
          api.PATCH('/api/v1/sites/{site_id}/essentials/{item_id}', {
            params: { path: { site_id, item_id: item.item_id } },
            body: { ...body, version: item.version },
          }),
        );
      return take(api.POST('/api/v1/sites/{site_id}/essentials', { params: { path: { site_id } }, body: { ...body, list } }));
    },
    { done: t('saved') },
  );
}

function useColumns(): Column<EssentialItem>[] {
  const { t } = useTranslation(['dependencies', 'assets']);
  const { path } = usePlace();
  return [
    { key: 'list', header: t('list_label'), width: 190, cell: (it) => t(`list.${it.list}`), text: (it) => t(`list.${it.list}`) },
    {
      key: 'name',
      header: t('name'),
      sort: 'name',
      cell: (it) =>
        it.list === 'asset' && it.asset_id !== null ? <Go to={path(`assets/${it.asset_id}`)}>{it.name}</Go> : <strong>{it.name}</strong>,
      text: (it) => it.name,
    },
    {
      key: 'criticality',
      header: t('column_rated'),
      sort: 'criticality',
      width: 140,
      narrow: false,
      cell: (it) => (it.criticality === null ? '' : t(`assets:criticality.${it.criticality}`)),
      text: (it) => it.criticality ?? '',
    },
    {
      key: 'impact',
      header: t('impact'),
      narrow: false,
      cell: (it) => (it.impact ? it.impact : <Unknown word={t('impact_missing')} />),
      text: (it) => it.impact ?? '',
    },
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
