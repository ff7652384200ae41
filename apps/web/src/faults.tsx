// Pages that are not there, and pages that broke.
import { Empty, Fault } from '@holdfast/design/states';
import { GoButton } from '@holdfast/design/go';
import { useTitle } from '@holdfast/design/page';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation('web');
  useTitle(t('not_found.title'));
  return (
    <Empty title={t('not_found.title')} action={<GoButton to="/">{t('not_found.home')}</GoButton>}>
      {t('not_found.text')}
    </Empty>
  );
}

export function PageFault({ error, reset }: { error: unknown; reset: () => void }) {
  return <Fault error={error} retry={reset} />;
}
