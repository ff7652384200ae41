// Sites and their production areas, with who answers for the assets there.
import { Group, Select, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area, Site } from '../schema.ts';
import { SiteForm } from './site-form.tsx';

const api = createClient();

/** `rules`: what the site has decided for other practices, between its areas and the list of sites. */
export function SitesPage({ rules }: { rules?: ReactNode }) {
  const { t } = useTranslation('sites');
  const { site_id, may, site_name } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Panel
        title={t('areas', { site: site_name })}
        aside={
          may('areas.keep') && (
            <FormButton as="aside" label={t('area.new')}>
              {(close) => <AreaForm area={null} onClose={close} />}
            </FormButton>
          )
        }
      >
        <DataTable
          label={t('areas', { site: site_name })}
          name={['areas', site_id]}
          height={360}
          columns={useAreaColumns()}
          load={sliced(() => take(api.GET('/api/v1/sites/{site_id}/areas', { params: { path: { site_id } } })))}
          empty={<Empty title={t('area.none')}>{t('area.none_text')}</Empty>}
        />
      </Panel>
      {rules}
      <Panel
        title={t('sites')}
        aside={
          may('sites.keep') && (
            <FormButton as="aside" label={t('site.new')}>
              {(close) => <SiteForm site={null} onClose={close} />}
            </FormButton>
          )
        }
      >
        <DataTable
          label={t('sites')}
          name={['sites']}
          height={300}
          columns={useSiteColumns()}
          load={sliced(() => take(api.GET('/api/v1/sites')))}
        />
      </Panel>
    </Page>
  );
}

function useAreaColumns(): Column<Area>[] {
  const { t } = useTranslation('sites');
  const { path, may } = usePlace();
  const { count } = useNumbers();
  const change = (it: Area) => (
    <FormButton as="change" label={t('change')} title={it.name}>
      {(close) => <AreaForm area={it} onClose={close} />}
    </FormButton>
  );
  return [
    { key: 'name', header: t('area.name'), cell: (it) => it.name, text: (it) => it.name },
    { key: 'owner', header: t('area.owner'), cell: (it) => <Known value={it.owner_name} />, text: (it) => it.owner_name ?? '' },
    {
      key: 'assets',
      header: t('area.assets'),
      width: 96,
      align: 'right',
      cell: (it) => (
        <Go to={path('assets')} search={{ area_id: it.id }}>
          {count(it.assets)}
        </Go>
      ),
      text: (it) => String(it.assets),
    },
    {
      key: 'without',
      header: t('area.without_owner'),
      width: 130,
      align: 'right',
      narrow: false,
      cell: (it) => (
        <Go to={path('assets')} search={{ area_id: it.id, owner_id: 'none' }}>
          {count(it.assets_without_owner)}
        </Go>
      ),
      text: (it) => String(it.assets_without_owner),
    },
    ...(may('areas.keep') ? [{ key: 'change', header: t('change_column'), width: 100, narrow: false, cell: change }] : []),
  ];
}

function useSiteColumns(): Column<Site>[] {
  const { t } = useTranslation('sites');
  const { may } = usePlace();
  const change = (it: Site) => (
    <FormButton as="change" label={t('change')} title={it.name}>
      {(close) => <SiteForm site={it} onClose={close} />}
    </FormButton>
  );
  return [
    { key: 'name', header: t('site.name'), cell: (it) => <Go to={`/sites/${it.id}`}>{it.name}</Go>, text: (it) => it.name },
    { key: 'country', header: t('site.country'), width: 100, cell: (it) => <Known value={it.country} />, text: (it) => it.country ?? '' },
    { key: 'zone', header: t('site.time_zone'), narrow: false, cell: (it) => it.time_zone, text: (it) => it.time_zone },
    ...(may('sites.keep') ? [{ key: 'change', header: t('change_column'), width: 100, narrow: false, cell: change }] : []),
  ];
}

function AreaForm({ area, onClose }: { area: Area | null; onClose: () => void }) {
  const { t } = useTranslation('sites');
  const { site_id } = usePlace();
  const [it, setIt] = useState({ name: area?.name ?? '', owner_id: area?.owner_id ?? null });
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const save = useAct(
    (body: { name: string; owner_id: string | null }) =>
      area === null
        ? take(api.POST('/api/v1/sites/{site_id}/areas', { params: { path: { site_id } }, body }))
        : take(api.PATCH('/api/v1/sites/{site_id}/areas/{area_id}', { params: { path: { site_id, area_id: area.id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  return (
    <Form submit={t('save')} busy={save.busy} disabled={it.name.trim() === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('area.name')}
        required
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, name: value })}
      />
      <Select
        label={t('area.owner')}
        searchable
        clearable
        data={people.data?.rows.filter((person) => person.active).map((person) => ({ value: person.id, label: person.name })) ?? []}
        value={it.owner_id}
        onChange={(owner_id) => setIt({ ...it, owner_id })}
      />
      <Group>
        <Text size="xs" c="dimmed">
          {t('area.owner_note')}
        </Text>
      </Group>
    </Form>
  );
}
