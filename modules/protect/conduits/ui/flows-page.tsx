// Flows: all conversations of the site, within and between zones.
import { Page } from '@holdfast/design/page';
import { useTranslation } from 'react-i18next';
import { FlowsTable } from './flows-table.tsx';

export function FlowsPage() {
  const { t } = useTranslation('flows');
  return (
    <Page title={t('title')} lead={t('lead')} fill>
      <FlowsTable />
    </Page>
  );
}
