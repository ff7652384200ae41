// The gap report on paper, in the language of the page and as of its day.
import { useAsOf } from '@holdfast/design/as-of';
import { usePlace } from '@holdfast/design/place';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function ReportButton() {
  const { t, i18n } = useTranslation('gaps');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = new URLSearchParams({ language: i18n.language.startsWith('de') ? 'de' : 'en', ...(as_of === undefined ? {} : { as_of }) });
  return (
    <Button
      component="a"
      variant="default"
      href={`/api/v1/sites/${site_id}/gap-report?${query.toString()}`}
      target="_blank"
      rel="noopener"
      leftSection={<IconPrinter size={14} aria-hidden />}
    >
      {t('report')}
    </Button>
  );
}
