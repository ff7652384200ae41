// Who holds which role, from when until when, and who stands in.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type HeldGrant, roleName } from '../schema.ts';
import { GrantDetail } from './grant-detail.tsx';
import { GiveRoleButton } from './give-role.tsx';

const api = createClient();
export const askGrants = { queryKey: ['grants'], queryFn: () => take(api.GET('/api/v1/grants')) };
const tones = { in_force: 'good', expiring: 'attention', later: 'waiting', account_closed: 'off' } as const;

export function RolesPage() {
  const { t } = useTranslation('roles');
  const { may } = usePlace();
  const columns = useGrantColumns();
  return (
    <Page title={t('title')} lead={t('lead')} actions={may('roles.give') && <GiveRoleButton />} fill>
      <DataTable
        label={t('title')}
        name={['grants']}
        isWhole
        columns={columns}
        bar={<GrantFilters />}
        filters={['role', 'state']}
        load={sliced(askGrants.queryFn)}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'expiring' ? 'attention' : row.state === 'account_closed' ? 'off' : undefined)}
        empty={<Empty title={t('empty_title')}>{t('empty_text')}</Empty>}
      />
      <SideDrawer title={t('detail')}>{(id) => <OneGrant grant_id={id} />}</SideDrawer>
    </Page>
  );
}

function GrantFilters() {
  const { t } = useTranslation('roles');
  return (
    <FilterBar
      searchLabel={t('search')}
      choices={[
        { key: 'role', label: t('column.role'), options: roleName.options.map((value) => ({ value, label: t(`role.${value}`) })) },
        {
          key: 'state',
          label: t('column.state'),
          options: (['in_force', 'expiring', 'later', 'account_closed'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
        },
      ]}
    />
  );
}

function OneGrant({ grant_id }: { grant_id: string }) {
  const { t } = useTranslation('roles');
  const grants = useQuery(askGrants);
  return (
    <Answer of={grants}>
      {({ rows }) => {
        const found = rows.find((it) => it.id === grant_id);
        return found === undefined ? <Empty title={t('missing')} /> : <GrantDetail grant={found} />;
      }}
    </Answer>
  );
}

/** Where a grant reaches, in words. */
export function usePlaceText(): (it: HeldGrant) => string {
  const { t } = useTranslation('roles');
  return (it) => t(`scope.${it.scope}`, { name: it.scope === 'zone' ? it.zone_name : it.site_name });
}

function useGrantColumns(): Column<HeldGrant>[] {
  const { t } = useTranslation('roles');
  const place = usePlaceText();
  return [
    { key: 'person_name', header: t('column.person'), width: 190, cell: (it) => it.person_name, text: (it) => it.person_name },
    { key: 'role', header: t('column.role'), width: 140, cell: (it) => t(`role.${it.role}`), text: (it) => t(`role.${it.role}`) },
    { key: 'place', header: t('column.place'), narrow: false, cell: place, text: place },
    {
      key: 'state',
      header: t('column.state'),
      width: 130,
      cell: (it) => <Badge tone={tones[it.state]}>{t(`state.${it.state}`)}</Badge>,
      text: (it) => it.state,
    },
    {
      key: 'starts_at',
      header: t('column.from'),
      width: 110,
      narrow: false,
      cell: (it) => <Time at={it.starts_at} style="day" />,
      text: (it) => it.starts_at,
    },
    {
      key: 'expires_at',
      header: t('column.until'),
      width: 110,
      narrow: false,
      cell: (it) => (it.expires_at === null ? t('no_end') : <Time at={it.expires_at} style="day" />),
      text: (it) => it.expires_at ?? '',
    },
    {
      key: 'deputies',
      header: t('column.deputies'),
      width: 170,
      narrow: false,
      cell: (it) => it.deputies.map((each) => each.person_name).join(', '),
      text: (it) => it.deputies.map((each) => each.person_name).join(', '),
    },
  ];
}
