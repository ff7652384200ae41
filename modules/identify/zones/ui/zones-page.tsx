// The zones of a site as a list: what was proposed and why, who confirmed it, who looks after it.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { Go, GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import type { Zone } from '@holdfast/zones/schema';
import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ObservationBadge } from '@holdfast/observation/ui/observed-by';
import { ConfirmZones, ProposeAgain } from './zone-acts.tsx';
import { SetCustodian } from './set-custodian.tsx';
import { DrawZone } from './zone-form.tsx';
import { selectZones } from './select-zones.ts';
import { ZoneName } from './zone-name.tsx';
import { ZonePanel, ZoneState } from './zone-panel.tsx';
import { levelKey, levelsTopDown, sortKinds } from './zone-words.tsx';

const api = createClient();

/** All zones of the site, as one query the pages share. */
export function useZones() {
  const { site_id } = usePlace();
  return useQuery(askZones(site_id));
}

function askZones(site_id: string) {
  return {
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  };
}

export function ZonesPage() {
  const { t } = useTranslation('zones');
  const zones = useZones();
  const { path } = usePlace();
  const proposed = (zones.data?.rows ?? []).filter((zone) => zone.state === 'proposed');
  return (
    <Page
      fill
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <GoButton variant="default" to={path('map')}>
            {t('open_map')}
          </GoButton>
          <ProposeAgain />
          <DrawZone />
          <ConfirmZones zones={proposed} />
        </>
      }
    >
      <ZonesTable />
      <SideDrawer title={t('zone')}>
        {(id) => <Answer of={zones}>{({ rows }) => <OneZone zone={rows.find((zone) => zone.id === id)} />}</Answer>}
      </SideDrawer>
    </Page>
  );
}

function OneZone({ zone }: { zone: Zone | undefined }) {
  const { t } = useTranslation('zones');
  const { path } = usePlace();
  if (zone === undefined) return <Empty title={t('gone')}>{t('gone_note')}</Empty>;
  return (
    <>
      <Text fw={600} size="lg" mb="sm">
        <ZoneName name={zone.name} />
      </Text>
      <ZonePanel zone={zone}>
        <Go to={path('conduits')} search={{ view: 'list', zone_id: zone.id }}>
          {t('its_conduits')}
        </Go>
      </ZonePanel>
      <RecordHistory type="zone" id={zone.id} title={zone.name} opens={`zones?open=${zone.id}`} />
    </>
  );
}

function ZonesTable() {
  const { t } = useTranslation('zones');
  const { site_id, path, may } = usePlace();
  const queries = useQueryClient();
  const states = ['proposed', 'confirmed'] as const;
  return (
    <DataTable<Zone>
      bar={
        <FilterBar
          searchLabel={t('search')}
          choices={[
            { key: 'state', label: t('state_label'), options: states.map((value) => ({ value, label: t(`state.${value}`) })) },
            {
              key: 'observation',
              label: t('observation'),
              options: (['observed', 'stale', 'unobserved'] as const).map((value) => ({ value, label: t(`observation:state.${value}`) })),
            },
            { key: 'level', label: t('level'), options: levelsTopDown.map((value) => ({ value, label: t(levelKey(value)) })) },
          ]}
        />
      }
      label={t('title')}
      name={['zones', site_id]}
      path={`/api/v1/sites/${site_id}/zones`}
      isWhole
      columns={useColumns()}
      filters={['state', 'level', 'observation']}
      sort="-purdue_level"
      load={async (query) => selectZones((await queries.fetchQuery({ ...askZones(site_id), staleTime: 1000 })).rows, query)}
      open={(zone) => ({ open: zone.id })}
      tone={(zone) => (zone.state === 'proposed' ? 'attention' : undefined)}
      {...(may('zones.keep')
        ? {
            bulk: ({ rows, clear }) => (
              <>
                <ConfirmZones zones={rows.filter((zone) => zone.state === 'proposed')} onDone={clear} />
                <SetCustodian zones={rows} onDone={clear} />
              </>
            ),
          }
        : {})}
      empty={
        <Empty title={t('empty_title')} action={<GoButton to={path('captures')}>{t('empty_act')}</GoButton>}>
          {t('empty_note')}
        </Empty>
      }
    />
  );
}

/** Assets with criticality and owner over all; a zone nothing sees is not complete, whatever is written of it. */
function Completeness({ zone }: { zone: Zone }) {
  const { path } = usePlace();
  if (zone.assets === 0) return <Known value={null} />;
  return (
    <Go to={path('assets')} search={{ zone_id: zone.id, criticality: 'none' }}>
      {`${zone.observation === 'unobserved' ? 0 : zone.complete}/${zone.assets}`}
    </Go>
  );
}

function Kinds({ words }: { words: string }) {
  return (
    <small className="hf-clamp" title={words}>
      {words}
    </small>
  );
}

function useColumns(): Column<Zone>[] {
  const { t } = useTranslation('zones');
  const { path } = usePlace();
  const kindsOf = (zone: Zone): string =>
    sortKinds(zone.kinds)
      .map(([kind, count]) => `${count} ${t(`assets:kind.${kind}`)}`)
      .join(', ');
  return [
    {
      key: 'purdue_level',
      header: t('level'),
      sort: 'purdue_level',
      width: 152,
      cell: (zone) => t(levelKey(zone.purdue_level)),
      text: (zone) => t(levelKey(zone.purdue_level)),
      says: true,
    },
    {
      key: 'name',
      header: t('name'),
      sort: 'name',
      width: 190,
      cell: (zone) => (
        <strong className="hf-clamp">
          <ZoneName name={zone.name} />
        </strong>
      ),
      text: (zone) => zone.name,
    },
    {
      key: 'state',
      header: t('state_label'),
      sort: 'state',
      width: 134,
      cell: (zone) => <ZoneState zone={zone} />,
      text: (zone) => t(`state.${zone.state}`),
      says: true,
    },
    {
      key: 'assets',
      header: t('devices'),
      sort: 'assets',
      width: 68,
      align: 'right',
      narrow: false,
      cell: (zone) => (
        <Go to={path('assets')} search={{ zone_id: zone.id }}>
          {zone.assets}
        </Go>
      ),
      text: (zone) => String(zone.assets),
    },
    {
      key: 'assets_sighted',
      header: t('new_devices'),
      sort: 'assets_sighted',
      width: 52,
      align: 'right',
      narrow: false,
      cell: (zone) =>
        zone.assets_sighted === 0 ? (
          '0'
        ) : (
          <Go to={path('assets')} search={{ zone_id: zone.id, standing: 'sighted' }}>
            {zone.assets_sighted}
          </Go>
        ),
      text: (zone) => String(zone.assets_sighted),
    },
    {
      key: 'observation',
      header: t('observation'),
      width: 134,
      narrow: false,
      cell: (zone) => <ObservationBadge state={zone.observation} />,
      text: (zone) => t(`observation:state.${zone.observation}`),
      says: true,
    },
    {
      key: 'complete',
      header: t('assets:complete.short'),
      width: 98,
      align: 'right',
      narrow: false,
      cell: (zone) => <Completeness zone={zone} />,
      text: (zone) => (zone.assets === 0 ? '' : `${zone.observation === 'unobserved' ? 0 : zone.complete}/${zone.assets}`),
      says: true,
    },
    { key: 'kinds', header: t('kinds'), narrow: false, cell: (zone) => <Kinds words={kindsOf(zone)} />, text: kindsOf, says: true },
    {
      key: 'custodian_name',
      header: t('custodian'),
      sort: 'custodian_name',
      width: 112,
      narrow: false,
      cell: (zone) => <Known value={zone.custodian_name} />,
      text: (zone) => zone.custodian_name ?? '',
    },
  ];
}
