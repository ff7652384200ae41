// Import: bring a list in, step by step; and what was brought in before.
import './imports.css';
import { createClient, take } from '@holdfast/client';
import { useFilters } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { DataTable } from '@holdfast/design/table';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useImportColumns } from './history-columns.tsx';
import { ImportRun } from './import-run.tsx';
import { StartImport } from './start-import.tsx';
import { Steps } from './steps.tsx';

const api = createClient();

export function ImportPage() {
  const { t } = useTranslation('imports');
  const { may, path } = usePlace();
  const [{ open }] = useFilters();
  if (open !== undefined)
    return (
      <Page title={t('title')} crumbs={[{ to: path('import'), text: t('all') }]}>
        <OneImport import_id={open} />
      </Page>
    );
  return (
    <Page title={t('title')} lead={t('lead')}>
      {may('imports.make') && (
        <>
          <Steps at={0} />
          <StartImport />
        </>
      )}
      <History />
    </Page>
  );
}

function OneImport({ import_id }: { import_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['imports', site_id, import_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/imports/{import_id}', { params: { path: { site_id, import_id } } })),
    refetchInterval: ({ state }) => (state.data?.progress === null || state.data === undefined ? false : 500),
  });
  return <Answer of={asked}>{(it) => <ImportRun key={it.state} it={it} />}</Answer>;
}

function History() {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  return (
    <Panel title={t('history')}>
      <DataTable
        label={t('history')}
        name={['imports', site_id]}
        height={320}
        sort="-added_at"
        columns={useImportColumns()}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/imports', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
      />
    </Panel>
  );
}
