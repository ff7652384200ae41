// Where an import stands: four steps, the present one marked by more than colour.
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportRecord } from '../schema.ts';

const steps = ['file', 'columns', 'look', 'done'] as const;

export const stepOf = (state: ImportRecord['state']): number => ({ read: 1, planned: 2, applied: 4, undone: 3 })[state];

export function Steps({ at }: { at: number }) {
  const { t } = useTranslation('imports');
  return (
    <ol className="hf-import-steps" aria-label={t('steps')}>
      {steps.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
          <span className="hf-import-number">{index < at ? <IconCheck size={14} aria-label={t('step_done')} /> : index + 1}</span>
          <span>{t(`step.${name}`)}</span>
        </li>
      ))}
    </ol>
  );
}
