// Assets: the inventory as a list, with the decision on what was sighted.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { DataTable } from '@holdfast/design/table';
import { MoveAssets } from '@holdfast/zones/ui/move-assets';
import { useTranslation } from 'react-i18next';
import { BulkParts } from '@holdfast/appointments/ui/bulk-parts';
import { BulkWords } from './bulk-words.tsx';
import { useAssetColumns } from './asset-columns.tsx';
import { useChoices } from './choices.tsx';
import { DecideButtons } from './decide.tsx';
import { HandleAssets } from './handle-assets.tsx';
import { useAssetOptions } from './names.tsx';
import { NewAssetButton } from './new-asset.tsx';

const api = createClient();
const filterKeys = [
  'zone_id',
  'kind',
  'purdue_level',
  'standing',
  'criticality',
  'production_role',
  'uptime_need',
  'lifecycle',
  'location',
  'owner_id',
  'area_id',
  'vendor',
] as const;

export function AssetsPage() {
  const { t } = useTranslation('assets');
  const { site_id, may, path } = usePlace();
  const columns = useAssetColumns();
  return (
    <Page title={t('title')} lead={t('lead')} actions={may('assets.word') && <NewAssetButton />} fill>
      <DataTable
        label={t('title')}
        name={['assets', site_id]}
        path={`/api/v1/sites/${site_id}/assets`}
        columns={columns}
        bar={<AssetFilters />}
        filters={filterKeys}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path: { site_id }, query } }))}
        open={(row) => path(`assets/${row.id}`)}
        tone={(row) =>
          row.standing === 'sighted' ? 'attention' : row.standing === 'rejected' ? 'alarm' : row.standing === 'retired' ? 'off' : undefined
        }
        bulk={
          may('assets.decide') || may('zones.keep')
            ? (selection) => (
                <>
                  {may('assets.decide') && <DecideButtons assets={selection.rows} chosen={selection} onDone={selection.clear} />}
                  <MoveAssets assets={selection.rows} chosen={selection} onDone={selection.clear} />
                  <BulkWords chosen={selection} onDone={selection.clear} />
                  <BulkParts chosen={selection} onDone={selection.clear} />
                  <HandleAssets assets={selection.rows} chosen={selection} onDone={selection.clear} />
                </>
              )
            : undefined
        }
        empty={
          <Empty title={t('empty.title')} action={<GoButton to={path('captures')}>{t('empty.act')}</GoButton>}>
            {t('empty.text')}
          </Empty>
        }
      />
    </Page>
  );
}

function AssetFilters() {
  const { t } = useTranslation('assets');
  const options = useAssetOptions();
  const choices = useChoices();
  const none = { value: 'none', label: t('none') };
  return (
    <FilterBar
      searchLabel={t('search')}
      choices={[
        { key: 'standing', label: t('column.standing'), options: options.standings },
        { key: 'kind', label: t('column.kind'), options: options.kinds },
        { key: 'purdue_level', label: t('column.level'), options: [...options.levels, none] },
        { key: 'zone_id', label: t('column.zone'), options: [...choices.zones, none] },
        { key: 'criticality', label: t('column.criticality'), options: [...options.criticalities, none] },
        { key: 'production_role', label: t('column.production_role'), options: [...options.roles, none] },
        { key: 'uptime_need', label: t('column.uptime_need'), options: [...options.uptimes, none] },
        { key: 'lifecycle', label: t('column.lifecycle'), options: options.allLifecycles },
        { key: 'owner_id', label: t('column.owner'), options: [...choices.people, none] },
        { key: 'area_id', label: t('column.area'), options: [...choices.areas, none] },
      ]}
    />
  );
}
