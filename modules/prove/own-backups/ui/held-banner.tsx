// The line above every page while a restored copy waits for a decision.
import './own-backups.css';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRestoration } from './restoration.ts';

/** Nothing while the ledger is the one that was signed. */
export function HeldBanner() {
  const { t } = useTranslation('own-backups');
  const { path } = usePlace();
  const { data } = useRestoration();
  if (data?.held !== true) return null;
  return (
    <div role="alert" className="hf-held-banner">
      <IconHistory size={18} aria-hidden />
      <span>{t('held.banner')}</span>
      <Go to={path('own-backups')}>{t('held.open')}</Go>
    </div>
  );
}
