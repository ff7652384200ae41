// Accounts: which shared, local and service accounts there are, who answers for them, when somebody last looked. Never a password.
import { Button } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { Go, GoButton } from '@holdfast/design/go';
import { KeptRecord } from '@holdfast/design/kept-record';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsReview } from '../rules.ts';
import { type Account, accountKind } from '../schema.ts';
import { AccountForm, useSaveAccount } from './account-form.tsx';

const api = createClient();

export function AccountsPage() {
  const { t } = useTranslation('accounts');
  const { site_id, may, path } = usePlace();
  const [now] = useState(() => new Date());
  const options = (values: readonly string[], of: string) => values.map((value) => ({ value, label: t(`${of}.${value}`) }));
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      fill
      actions={
        may('accounts.keep') && <FormButton label={t('new')}>{(close) => <AccountForm account={null} onClose={close} />}</FormButton>
      }
    >
      <DataTable
        label={t('title')}
        name={['accounts', site_id]}
        columns={useColumns()}
        filters={['kind', 'state']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              { key: 'kind', label: t('field.kind'), options: options(accountKind.options, 'kind') },
              { key: 'state', label: t('field.state'), options: options(['active', 'retired'], 'state') },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/accounts', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'retired' ? 'off' : needsReview(row, now) ? 'attention' : undefined)}
        empty={
          <Empty title={t('none.title')} action={may('imports.make') && <GoButton to={path('import')}>{t('none.act')}</GoButton>}>
            {t('none.text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <AccountDetail account_id={id} />}</SideDrawer>
    </Page>
  );
}

function useColumns(): Column<Account>[] {
  const { t } = useTranslation('accounts');
  return [
    { key: 'login', header: t('field.login'), sort: 'login', width: 170, cell: (it) => it.login, text: (it) => it.login },
    { key: 'system', header: t('field.system'), sort: 'system', cell: (it) => it.asset_name ?? it.system, text: (it) => it.system },
    {
      key: 'kind',
      header: t('field.kind'),
      sort: 'kind',
      width: 130,
      narrow: false,
      cell: (it) => t(`kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'holder',
      header: t('field.holder'),
      sort: 'holder',
      narrow: false,
      cell: (it) => <Known value={it.holder} />,
      text: (it) => it.holder ?? '',
    },
    {
      key: 'last_reviewed',
      header: t('field.last_reviewed'),
      sort: 'last_reviewed',
      width: 190,
      cell: (it) => <Reviewed it={it} />,
      text: (it) => it.last_reviewed ?? '',
    },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 110,
      narrow: false,
      cell: (it) => <Badge tone={it.state === 'active' ? 'neutral' : 'off'}>{t(`state.${it.state}`)}</Badge>,
      text: (it) => it.state,
    },
  ];
}

function Reviewed({ it }: { it: Account }) {
  const { t, i18n } = useTranslation('accounts');
  const day =
    it.last_reviewed === null
      ? t('never')
      : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(it.last_reviewed));
  const [now] = useState(() => new Date());
  return needsReview(it, now) ? <Badge tone="attention">{t('due', { day })}</Badge> : <>{day}</>;
}

function AccountDetail({ account_id }: { account_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['accounts', site_id, account_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/accounts/{account_id}', { params: { path: { site_id, account_id } } })),
  });
  return <Answer of={asked}>{(it) => <AccountFacts it={it} />}</Answer>;
}

function AccountFacts({ it }: { it: Account }) {
  const { t } = useTranslation('accounts');
  const { may, path } = usePlace();
  const { site_id } = usePlace();
  const save = useSaveAccount(it, t('reviewed'));
  const retire = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/accounts/{account_id}/retirement', {
          params: { path: { site_id, account_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('retired') },
  );
  const { system, asset_id, login, kind, holder_id, holder, purpose } = it;
  const review = () =>
    save.run({ system, asset_id, login, kind, holder_id, holder, purpose, last_reviewed: new Date().toISOString().slice(0, 10) });
  return (
    <KeptRecord
      facts={[
        [t('field.login'), it.login],
        [
          t('field.system'),
          it.asset_id === null ? (
            it.system
          ) : (
            <Go key="asset" to={path(`assets/${it.asset_id}`)}>
              {it.asset_name}
            </Go>
          ),
        ],
        [t('field.kind'), t(`kind.${it.kind}`)],
        [t('field.holder'), it.holder],
        [t('field.purpose'), it.purpose],
        [t('field.last_reviewed'), <Reviewed key="reviewed" it={it} />],
        [t('field.state'), t(`state.${it.state}`)],
      ]}
      acts={
        !may('accounts.keep') || it.state !== 'active'
          ? null
          : {
              first: (
                <Button loading={save.busy} onClick={() => void review()}>
                  {t('review')}
                </Button>
              ),
              change: t('change'),
              form: (close) => <AccountForm account={it} onClose={close} />,
              end: { label: t('retire'), title: t('retire_title', { login: it.login }), says: t('retire_says'), run: retire.run },
            }
      }
      history={{ type: 'account', id: it.id, title: it.login, opens: `accounts?open=${it.id}` }}
    />
  );
}
