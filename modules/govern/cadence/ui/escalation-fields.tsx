// Who is told before the day, and who when it is not done.
import { Fieldset, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './plan-draft.ts';

const steps = ['accountable_days', 'plant_manager_days', 'ciso_days'] as const;

export function EscalationFields({ draft: it, patch }: { draft: Draft; patch: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation('cadence');
  return (
    <Fieldset legend={t('form.escalation')}>
      <TextInput
        label={t('form.remind')}
        description={t('form.remind_note')}
        value={it.remind}
        onChange={({ currentTarget: { value } }) => patch({ remind: value })}
      />
      {steps.map((step) => (
        <NumberInput
          key={step}
          mt="xs"
          label={t(`form.${step}`)}
          min={1}
          max={step === 'ciso_days' ? 365 : step === 'plant_manager_days' ? 180 : 90}
          allowDecimal={false}
          value={it[step] ?? ''}
          onChange={(value) => patch({ [step]: value === '' ? null : Number(value) })}
        />
      ))}
    </Fieldset>
  );
}
