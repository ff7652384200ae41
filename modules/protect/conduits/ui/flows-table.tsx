// The list of flows with judgement and verdict; on the flows page, and on a conduit's.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { DataTable } from '@holdfast/design/table';
import { operationClass } from '@holdfast/flows/schema';
import { useTranslation } from 'react-i18next';
import { judgement, verdict } from '../schema.ts';
import { useFlowColumns } from './flow-columns.tsx';
import { FlowDetail } from './flow-detail.tsx';
import { JudgeButtons } from './judge.tsx';

const api = createClient();
const filterKeys = ['conduit_id', 'asset_id', 'zone_id', 'verdict', 'judgement', 'protocol', 'class'] as const;

type FlowsTableProps = { fixed?: Readonly<Record<string, string>>; height?: number | 'fill' };

/** All flows of the site, or those of `fixed` (`{ conduit_id }`, `{ asset_id }`). */
export function FlowsTable({ fixed = {}, height = 'fill' }: FlowsTableProps) {
  const { t } = useTranslation('flows');
  const { site_id, may } = usePlace();
  const columns = useFlowColumns({ withZones: fixed.conduit_id === undefined });
  return (
    <>
      <DataTable
        label={t('title')}
        name={['flows', site_id]}
        path={`/api/v1/sites/${site_id}/flows`}
        columns={columns}
        bar={<FlowFilters fixed={fixed} />}
        filters={filterKeys}
        fixed={fixed}
        height={height}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/flows', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.verdict === 'unapproved' ? 'alarm' : undefined)}
        bulk={
          may('conduits.judge')
            ? (selection) => <JudgeButtons flow_ids={selection.rows.map((it) => it.id)} chosen={selection} onDone={selection.clear} />
            : undefined
        }
        empty={<NoFlows />}
      />
      <SideDrawer title={t('detail.title')}>{(id) => <FlowDetail flow_id={id} />}</SideDrawer>
    </>
  );
}

function NoFlows() {
  const { t } = useTranslation(['flows', 'assets']);
  const { path } = usePlace();
  return (
    <Empty title={t('empty.title')} action={<GoButton to={path('captures')}>{t('assets:empty.act')}</GoButton>}>
      {t('empty.text')}
    </Empty>
  );
}

function FlowFilters({ fixed }: { fixed: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('flows');
  const verdicts = verdict.options.filter((it) => fixed.conduit_id === undefined || it !== 'intra_zone');
  return (
    <FilterBar
      searchLabel={t('search')}
      choices={[
        { key: 'verdict', label: t('column.verdict'), options: verdicts.map((value) => ({ value, label: t(`verdict.${value}`) })) },
        {
          key: 'judgement',
          label: t('column.judgement'),
          options: judgement.options.map((value) => ({ value, label: t(`judgement.${value}`) })),
        },
        { key: 'class', label: t('column.class'), options: operationClass.options.map((value) => ({ value, label: t(`class.${value}`) })) },
      ]}
    />
  );
}
