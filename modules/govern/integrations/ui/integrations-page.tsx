// Integrations: tokens for other programs, where entries of the ledger are told to, and what did not arrive.
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { GoButton } from '@holdfast/design/go';
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { SubscriptionsPanel } from './subscriptions-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

export function IntegrationsPage() {
  const { t } = useTranslation('integrations');
  const { may, path } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')} actions={<GoButton to={path('api')}>{t('to_api')}</GoButton>}>
      <Stack gap="lg" maw={1040}>
        {may('tokens.see') && <TokensPanel />}
        {may('integrations.see') && <SubscriptionsPanel />}
        {may('integrations.see') && <DeliveriesPanel />}
      </Stack>
    </Page>
  );
}
