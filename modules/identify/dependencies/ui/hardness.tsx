// How hard something is hit, as a word; and the fields that ask for it.
import { NumberInput, Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Hardness } from '../schema.ts';
import { useWords } from './choices.tsx';

export type Says = { hardness: Hardness; after_hours: number | null; workaround: string | null };

export function HardnessName({ hardness, after_hours }: Pick<Says, 'hardness' | 'after_hours'>) {
  const { t } = useTranslation('dependencies');
  return <>{hardness === 'stops_after' ? t('stops_after_hours', { count: after_hours ?? 0 }) : t(`hardness.${hardness}`)}</>;
}

/** Whether the fields are whole. */
export const isSaid = (it: Says): boolean => (it.hardness === 'stops_after') === (it.after_hours !== null);

export function HardnessFields({ value, onChange }: { value: Says; onChange: (next: Says) => void }) {
  const { t } = useTranslation('dependencies');
  const { hardnesses } = useWords();
  const choose = (hardness: Hardness): void =>
    onChange({ ...value, hardness, after_hours: hardness === 'stops_after' ? (value.after_hours ?? 8) : null });
  return (
    <>
      <Select
        label={t('how_hard')}
        allowDeselect={false}
        data={hardnesses}
        value={value.hardness}
        onChange={(it) => it !== null && choose(it as Hardness)}
      />
      {value.hardness === 'stops_after' && (
        <NumberInput
          label={t('after_hours')}
          min={1}
          max={8760}
          allowDecimal={false}
          required
          value={value.after_hours ?? ''}
          onChange={(hours) => onChange({ ...value, after_hours: hours === '' ? null : Number(hours) })}
        />
      )}
      <Textarea
        label={t('workaround')}
        description={t('workaround_note')}
        autosize
        maxLength={2000}
        value={value.workaround ?? ''}
        onChange={(event) => onChange({ ...value, workaround: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
    </>
  );
}
