// Segmentation: which zones are segmented, which of the four conditions the others lack, and the next step of each.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Figure } from '@holdfast/design/facts';
import { Go, GoButton, type Query } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { useNumbers } from '@holdfast/design/time';
import { Progress, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { segmentCondition, type Segmentation, type ZoneSegmentation } from '../schema.segmentation.ts';

const api = createClient();

function useSegmentation() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['conduits', site_id, 'segmentation'],
    refetchInterval: 30_000,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/segmentation', { params: { path: { site_id } } })),
  });
}

/** How many zones are segmented, and what most of the others lack; opens the page. */
export function SegmentedFigure() {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const { count } = useNumbers();
  const { data } = useSegmentation();
  if (data === undefined) return null;
  const lacking = segmentCondition.options
    .map((condition) => ({ condition, zones: data.rows.filter((row) => row.missing.some((it) => it.condition === condition)).length }))
    .filter(({ zones }) => zones > 0);
  return (
    <Figure
      value={t('of', { part: count(data.segmented), all: count(data.zones) })}
      label={t('segmented.figure')}
      to={path('segmentation')}
      note={lacking.map(({ condition, zones }) => t(`segmented.lacking.${condition}`, { count: zones })).join(' · ') || undefined}
    />
  );
}

/** The same as a button, for where there is no room for a figure. */
export function SegmentedButton() {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const { data } = useSegmentation();
  if (data === undefined || data.zones === 0) return null;
  return (
    <GoButton variant="default" to={path('segmentation')}>
      {t('segmented.button', { part: data.segmented, all: data.zones })}
    </GoButton>
  );
}

export function SegmentationPage() {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const asked = useSegmentation();
  return (
    <Page title={t('segmented.title')} lead={t('segmented.lead')}>
      <Answer of={asked}>{(it) => <Months months={it.months} />}</Answer>
      <DataTable
        label={t('segmented.by_zone')}
        name={['conduits', site_id, 'segmentation', 'zones']}
        isWhole
        height={560}
        columns={useColumns()}
        load={sliced(() => take(api.GET('/api/v1/sites/{site_id}/segmentation', { params: { path: { site_id } } })))}
        empty={<Empty title={t('segmented.none')}>{t('segmented.none_text')}</Empty>}
      />
    </Page>
  );
}

function Months({ months }: Pick<Segmentation, 'months'>) {
  const { t } = useTranslation('conduits');
  const { percent } = useNumbers();
  return (
    <Panel title={t('segmented.months')}>
      {months.length === 0 ? (
        <Text size="sm">{t('segmented.no_months')}</Text>
      ) : (
        <Table maw={560} withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {months.slice(-12).map((it) => (
              <Table.Tr key={it.month}>
                <Table.Td w={90}>{it.month}</Table.Td>
                <Table.Td>
                  <Progress value={it.zones === 0 ? 0 : (100 * it.segmented) / it.zones} size="lg" color="gray" aria-hidden />
                </Table.Td>
                <Table.Td w={150} ta="right">
                  {t('of', { part: it.segmented, all: it.zones })} ({percent(it.zones === 0 ? 0 : it.segmented / it.zones)})
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

type Condition = ZoneSegmentation['missing'][number];

/** Where what is missing is mended. */
function useMending(): (zone: ZoneSegmentation, missing: Condition) => { to: string; search?: Query } {
  const { path } = usePlace();
  return (zone, { condition, conduits }) => {
    if (condition === 'observed') return { to: path('captures') };
    const [one] = conduits;
    if (one === undefined) return { to: path('zones'), search: { open: zone.id } };
    if (condition === 'uncontradicted')
      return { to: path('flows'), search: { verdict: 'unapproved', conduit_id: conduits.map(({ id }) => id).join(',') } };
    if (conduits.length === 1) return { to: path(`conduits/${one.id}`) };
    return { to: path('conduits'), search: { view: 'list', zone_id: zone.id, ...(condition === 'approved' ? { state: 'unknown' } : {}) } };
  };
}

function ConditionCell({ zone, condition }: { zone: ZoneSegmentation; condition: Condition['condition'] }) {
  const { t } = useTranslation('conduits');
  const mending = useMending();
  const missing = zone.missing.find((it) => it.condition === condition);
  if (missing === undefined) return <Badge tone="good">{t(`segmented.holds.${condition}`)}</Badge>;
  const place = mending(zone, missing);
  return (
    <Go to={place.to} search={place.search} plain>
      <Badge tone={condition === 'uncontradicted' ? 'alarm' : 'attention'}>{missingText(t, zone, missing)}</Badge>
    </Go>
  );
}

type Say = (key: string, params: Record<string, unknown>) => string;
function missingText(t: Say, zone: ZoneSegmentation, { condition, conduits }: Condition): string {
  if (condition === 'observed') return t('segmented.lacks.observed', {});
  if (conduits.length === 0) return t('segmented.lacks.no_conduit', {});
  if (condition === 'uncontradicted') return t('segmented.lacks.flows', { count: conduits.reduce((sum, { flows }) => sum + flows, 0) });
  return t(`segmented.lacks.${condition}`, { count: zone.conduits - conduits.length, all: zone.conduits });
}

function NextStep({ zone }: { zone: ZoneSegmentation }) {
  const { t } = useTranslation(['conduits', 'enforcement']);
  const { path } = usePlace();
  const mending = useMending();
  const [first] = zone.missing;
  if (zone.next === null || first === undefined) return <>–</>;
  const { step, conduit_id } = zone.next;
  const byList = step === 'approve_list' || step === 'place_enforcer' || step === 'hold_list';
  const place = byList && conduit_id !== null ? { to: path(`conduits/${conduit_id}`) } : mending(zone, first);
  return (
    <Go to={place.to} search={'search' in place ? place.search : undefined}>
      {stepText(t, zone)}
    </Go>
  );
}

function stepText(t: Say, { next }: ZoneSegmentation): string {
  if (next === null) return '';
  const why = next.step === 'hold_list' && next.hold !== null ? ` (${t(`enforcement:hold.${next.hold}`, {})})` : '';
  return t(`segmented.step.${next.step}`, { conduit: next.conduit_name ?? '' }) + why;
}

function useColumns(): Column<ZoneSegmentation>[] {
  const { t } = useTranslation(['conduits', 'enforcement']);
  const { path } = usePlace();
  const conditions = segmentCondition.options.map((condition): Column<ZoneSegmentation> => ({
    key: condition,
    header: t(`segmented.condition.${condition}`),
    width: 180,
    narrow: false,
    cell: (zone) => <ConditionCell zone={zone} condition={condition} />,
    text: (zone) => {
      const missing = zone.missing.find((it) => it.condition === condition);
      return missing === undefined ? t(`segmented.holds.${condition}`) : missingText(t, zone, missing);
    },
  }));
  return [
    {
      key: 'name',
      header: t('zone'),
      width: 230,
      cell: (zone) => (
        <Go to={path('zones')} search={{ open: zone.id }}>
          {zone.name}
        </Go>
      ),
      text: ({ name }) => name,
    },
    {
      key: 'is_segmented',
      header: t('segmented.column'),
      width: 150,
      cell: ({ is_segmented }) => (
        <Badge tone={is_segmented ? 'good' : 'attention'}>{t(is_segmented ? 'segmented.yes' : 'segmented.no')}</Badge>
      ),
      text: ({ is_segmented }) => t(is_segmented ? 'segmented.yes' : 'segmented.no'),
    },
    { key: 'next', header: t('segmented.next'), width: 330, cell: (zone) => <NextStep zone={zone} />, text: (zone) => stepText(t, zone) },
    ...conditions,
  ];
}
