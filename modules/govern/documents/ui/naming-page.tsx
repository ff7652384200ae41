// The naming standard: how a name is built, and the devices whose names do not fit. Nothing is renamed.
import './documents.css';
import { take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { FilterBar } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exampleOf, readPattern } from '../rules.naming.ts';
import type { KeptNaming, Misnamed } from '../schema.ts';
import { NamingForm } from './naming-form.tsx';
import { api } from './use-documents.tsx';

export function useNaming() {
  const { site_id } = usePlace();
  const past = useAsOf();
  return useQuery({
    queryKey: ['naming', site_id, past.as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/naming', { params: { path: { site_id }, query: asOfQuery(past) } })),
  });
}

export function NamingPage() {
  const asked = useNaming();
  return <Answer of={asked}>{(naming) => <NamingView naming={naming} />}</Answer>;
}

function NamingView({ naming }: { naming: KeptNaming }) {
  const { t } = useTranslation('documents');
  const { path } = usePlace();
  const [may, { is }] = [useMayNow(), useAsOf()];
  const [isOpen, setOpen] = useState(false);
  const has = naming.patterns.length > 0;
  return (
    <Page
      title={t('naming.title')}
      lead={t('naming.lead')}
      crumbs={[{ to: path('documents'), text: t('title') }]}
      actions={
        <>
          {!isOpen && <AsOfPicker />}
          {may('documents.naming') && !isOpen && (
            <Button variant={has ? 'default' : 'filled'} onClick={() => setOpen(true)}>
              {t(has ? 'naming.change' : 'naming.set')}
            </Button>
          )}
        </>
      }
    >
      <AsOfNote />
      {isOpen ? (
        <Panel title={t('naming.set')}>
          <NamingForm naming={naming} onClose={() => setOpen(false)} />
        </Panel>
      ) : has ? (
        <Panel title={t('naming.rules')}>
          <Patterns naming={naming} />
        </Panel>
      ) : (
        <Empty title={t('naming.none.title')}>{t('naming.none.text')}</Empty>
      )}
      {has && is === 'now' && <Misfits />}
    </Page>
  );
}

function Patterns({ naming }: { naming: KeptNaming }) {
  const { t } = useTranslation(['documents', 'assets']);
  const codes = { area: naming.area_codes.map((it) => it.code), kind: naming.kind_codes.map((it) => it.code) };
  const example = (pattern: string): string => {
    const read = readPattern(pattern);
    return read.ok ? exampleOf(read.parts, codes) : '';
  };
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('naming.kinds')}</Table.Th>
            <Table.Th>{t('naming.pattern')}</Table.Th>
            <Table.Th>{t('naming.example')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {naming.patterns.map((it) => (
            <Table.Tr key={it.pattern + it.kinds.join()}>
              <Table.Td>
                {it.kinds.length === 0 ? t('naming.all_kinds') : it.kinds.map((kind) => t(`assets:kind.${kind}` as 'key')).join(', ')}
              </Table.Td>
              <Table.Td className="hf-mono">{it.pattern}</Table.Td>
              <Table.Td className="hf-mono">{example(it.pattern)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {naming.set_at !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('naming.set_by', { name: naming.set_by_name ?? '' })} <Time at={naming.set_at} style="day" />
        </Text>
      )}
    </>
  );
}

function Misfits() {
  const { t } = useTranslation('documents');
  const { site_id, path } = usePlace();
  const counts = useQuery({
    queryKey: ['naming', site_id, 'counts'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/naming/misfits', { params: { path: { site_id }, query: { limit: 1 } } })),
  });
  const why = (['stops', 'wrong_area', 'wrong_kind'] as const).map((value) => ({ value, label: t(`naming.why.${value}`) }));
  return (
    <Panel title={t('naming.misfits')}>
      {counts.data !== undefined && (
        <Text mb="sm">
          {t('naming.counts', { misfits: counts.data.total, checked: counts.data.checked, uncovered: counts.data.uncovered })}
        </Text>
      )}
      <DataTable
        label={t('naming.misfits')}
        name={['naming', site_id]}
        path={`/api/v1/sites/${site_id}/naming/misfits`}
        height={480}
        columns={useColumns()}
        filters={['why']}
        bar={<FilterBar searchLabel={t('naming.search')} choices={[{ key: 'why', label: t('naming.why_label'), options: why }]} />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/naming/misfits', { params: { path: { site_id }, query } }))}
        open={(row) => path(`assets/${row.id}`)}
        empty={<Empty title={t('naming.all_fit.title')}>{t('naming.all_fit.text')}</Empty>}
      />
    </Panel>
  );
}

function useColumns(): Column<Misnamed>[] {
  const { t } = useTranslation(['documents', 'assets']);
  const saysWhy = useWhy();
  return [
    {
      key: 'name',
      header: t('naming.name'),
      sort: 'name',
      width: 240,
      cell: (it) => (
        <span className="hf-mono">
          <span className="hf-name-fits">{it.fits}</span>
          <span className="hf-name-stops">{it.name.slice(it.at) || '␣'}</span>
        </span>
      ),
      text: (it) => it.name,
    },
    { key: 'why', header: t('naming.why_label'), width: 360, says: true, cell: saysWhy, text: saysWhy },
    {
      key: 'example',
      header: t('naming.example'),
      width: 170,
      cell: (it) => <span className="hf-mono">{it.example}</span>,
      text: (it) => it.example,
    },
    {
      key: 'kind',
      header: t('naming.kind'),
      sort: 'kind',
      width: 150,
      narrow: false,
      cell: (it) => t(`assets:kind.${it.kind}` as 'key'),
      text: (it) => it.kind,
    },
    {
      key: 'area_name',
      header: t('naming.area'),
      sort: 'area_name',
      width: 150,
      narrow: false,
      cell: (it) => it.area_name ?? '',
      text: (it) => it.area_name ?? '',
    },
    { key: 'pattern', header: t('naming.pattern'), hidden: true, narrow: false, cell: (it) => it.pattern, text: (it) => it.pattern },
  ];
}

/** Why a name does not fit, in one sentence. */
function useWhy(): (it: Misnamed) => string {
  const { t } = useTranslation('documents');
  return (it) => {
    if (it.why !== 'stops') return t(`naming.says.${it.why}`, { what: it.what });
    const wanted = t(it.what === '' ? `naming.want.${it.want}` : `naming.want_what.${it.want}`, { what: it.what });
    return it.fits === '' ? t('naming.says.begins', { wanted }) : t('naming.says.stops', { fits: it.fits, wanted });
  };
}
