// On which day of the week or month something comes round.
import { Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './plan-draft.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const nths = [1, 2, 3, 4, -1] as const;

export function OnFields({ draft: it, patch }: { draft: Draft; patch: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation('cadence');
  const ways = it.unit === 'week' ? (['same', 'weekdays'] as const) : (['same', 'day', 'last', 'nth'] as const);
  const days = weekdays.map((day) => ({ value: String(day), label: t(`weekday.${day}`) }));
  return (
    <>
      <Select
        label={t('form.on')}
        data={ways.map((value) => ({ value, label: t(`form.on_${value}`) }))}
        allowDeselect={false}
        value={it.on}
        onChange={(on) => patch({ on: on as Draft['on'] })}
      />
      {it.on === 'weekdays' && (
        <MultiSelect
          label={t('form.weekday')}
          data={days}
          value={it.weekdays.map(String)}
          onChange={(chosen) => chosen.length > 0 && patch({ weekdays: chosen.map(Number) })}
        />
      )}
      {it.on === 'day' && (
        <NumberInput
          label={t('form.day_of_month')}
          min={1}
          max={30}
          allowDecimal={false}
          value={it.day}
          onChange={(day) => patch({ day: Number(day) || 1 })}
        />
      )}
      {it.on === 'nth' && (
        <Group gap="sm" grow>
          <Select
            label={t('form.nth')}
            data={nths.map((nth) => ({ value: String(nth), label: t(`nth.${nth}`) }))}
            allowDeselect={false}
            value={String(it.nth)}
            onChange={(nth) => patch({ nth: Number(nth) as Draft['nth'] })}
          />
          <Select
            label={t('form.weekday')}
            data={days}
            allowDeselect={false}
            value={String(it.weekday)}
            onChange={(day) => patch({ weekday: Number(day) })}
          />
        </Group>
      )}
    </>
  );
}
