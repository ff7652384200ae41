// The matrix as OSCAL documents of NIST, for tools that read them.
import { useAsOf } from '@holdfast/design/as-of';
import { usePlace } from '@holdfast/design/place';
import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const documents = ['mapping', 'results', 'poam'] as const;

export function OscalMenu() {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = as_of === undefined ? '' : `?as_of=${encodeURIComponent(as_of)}`;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{t('oscal.act')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {documents.map((it) => (
          <Menu.Item key={it} component="a" href={`/api/v1/sites/${site_id}/requirements/oscal/${it}${query}`} download>
            {t(`oscal.${it}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
