// How large the enterprise is: two years of headcount, turnover and balance sheet.
import { ActionIcon, Button, NumberInput, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../schema.ts';
import type { StepProps } from './step-props.ts';

type Period = Answers['periods'][number];
const fields = ['headcount', 'turnover_eur', 'balance_sheet_eur'] as const;

export function FiguresStep({ answers, set }: StepProps) {
  const { t } = useTranslation('scope');
  return (
    <Stack gap="sm">
      <Text>{t('figures.note')}</Text>
      <Text size="sm" c="dimmed">
        {t('figures.how')}
      </Text>
      <PeriodRows periods={answers.periods} onChange={(periods) => set({ periods })} />
    </Stack>
  );
}

const numberOf = (value: string | number): number | null => (typeof value === 'number' ? value : null);

/** Years under each other; a missing figure stays open. */
export function PeriodRows({ periods, onChange }: { periods: Period[]; onChange: (periods: Period[]) => void }) {
  const { t } = useTranslation('scope');
  const [lastYear] = useState(() => new Date().getFullYear() - 1);
  const rows = periods.toSorted((a, b) => b.year - a.year);
  const next = rows.length === 0 ? lastYear : Math.min(...rows.map(({ year }) => year)) - 1;
  const change = (at: number, patch: Partial<Period>): void => onChange(rows.map((it, i) => (i === at ? { ...it, ...patch } : it)));
  return (
    <>
      {rows.map((it, i) => (
        <div key={it.year} className="hf-figures">
          <NumberInput
            label={t('figures.year')}
            min={1990}
            max={2100}
            hideControls
            defaultValue={it.year}
            onBlur={({ currentTarget: { value } }) => {
              const year = Number(value);
              if (Number.isInteger(year) && year >= 1990 && year <= 2100 && !rows.some((other, at) => at !== i && other.year === year))
                change(i, { year });
            }}
          />
          {fields.map((name) => (
            <NumberInput
              key={name}
              label={t(`figures.${name}`)}
              min={0}
              hideControls
              thousandSeparator={t('thousands')}
              decimalSeparator={t('decimal')}
              decimalScale={name === 'headcount' ? 1 : 0}
              value={it[name] ?? ''}
              onChange={(value) => change(i, { [name]: numberOf(value) })}
            />
          ))}
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('remove', { name: String(it.year) })}
            onClick={() => onChange(rows.filter((_, at) => at !== i))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {rows.length < 5 && (
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...rows, { year: next, headcount: null, turnover_eur: null, balance_sheet_eur: null }])}
        >
          {t('figures.add', { year: next })}
        </Button>
      )}
    </>
  );
}
