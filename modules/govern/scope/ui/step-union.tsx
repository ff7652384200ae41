// First question: does the legal entity work in the Union.
import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepProps } from './step-props.ts';

export function UnionStep({ answers, set }: StepProps) {
  const { t } = useTranslation('scope');
  const value = answers.active_in_union === null ? null : String(answers.active_in_union);
  return (
    <Radio.Group aria-label={t('question.union')} value={value} onChange={(next) => set({ active_in_union: next === 'true' })}>
      <Stack gap="xs">
        <Text c="dimmed">{t('union.note')}</Text>
        <Radio value="true" label={t('union.yes')} />
        <Radio value="false" label={t('union.no')} />
      </Stack>
    </Radio.Group>
  );
}
