// The personal data sheet: what is kept about people, what for, how long, who sees it; made to be printed.
import './personal-data.css';
import { Button } from '@mantine/core';
import { Page, Panel } from '@holdfast/design/page';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { personalData } from '../schema.ts';

export function PersonalDataPage() {
  const { t } = useTranslation('personal-data');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <Panel title={t('never_title')}>
        <ul className="hf-personal-never">
          {(['performance', 'ledger', 'home'] as const).map((key) => (
            <li key={key}>{t(`never.${key}`)}</li>
          ))}
        </ul>
      </Panel>
      <Panel flush>
        <div className="hf-personal-scroll" tabIndex={0} role="region" aria-label={t('title')}>
          <table className="hf-personal">
            <thead>
              <tr>
                {(['what', 'purpose', 'retention', 'audience', 'fields'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`column.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {personalData.map((it) => (
                <tr key={it.id}>
                  <th scope="row">{t(`data.${it.id}.what`)}</th>
                  <td>{t(`data.${it.id}.purpose`)}</td>
                  <td>{t(`data.${it.id}.retention`)}</td>
                  <td>{t(`data.${it.id}.audience`)}</td>
                  <td className="hf-mono">{it.fields.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </Page>
  );
}
