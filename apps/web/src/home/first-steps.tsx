// What an empty site shows: the way from a capture to the first approved conduit.
import { Panel } from '@holdfast/design/page';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const steps = ['captures', 'assets', 'map', 'flows', 'conduits'] as const;

export function FirstSteps() {
  const { t } = useTranslation('web');
  const { path } = usePlace();
  return (
    <Panel title={t('first.title')}>
      <ol className="hf-steps">
        {steps.map((step) => (
          <li key={step}>
            <Go to={path(step)}>{t(`nav.${step}`)}</Go>
            <Text c="dimmed">{t(`first.${step}`)}</Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
