// Companies of the group: partners count with their share, linked ones in full.
import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../schema.ts';
import type { StepProps } from './step-props.ts';
import { PeriodRows } from './step-figures.tsx';

type Company = Answers['group'][number];

export function GroupStep({ answers, set }: StepProps) {
  const { t } = useTranslation('scope');
  const change = (at: number, patch: Partial<Company>): void =>
    set({ group: answers.group.map((it, i) => (i === at ? { ...it, ...patch } : it)) });
  return (
    <Stack gap="lg">
      <Text>{t('group.note')}</Text>
      {answers.group.map((it, i) => (
        <CompanyFields
          key={i}
          company={it}
          onChange={(patch) => change(i, patch)}
          onRemove={() => set({ group: answers.group.filter((_, at) => at !== i) })}
        />
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          set({
            group: [
              ...answers.group,
              { name: t('group.new', { number: answers.group.length + 1 }), relation: 'linked', share_pct: 100, periods: [] },
            ],
          })
        }
      >
        {t('group.add')}
      </Button>
    </Stack>
  );
}

type FieldsProps = { company: Company; onChange: (patch: Partial<Company>) => void; onRemove: () => void };

function CompanyFields({ company, onChange, onRemove }: FieldsProps) {
  const { t } = useTranslation('scope');
  return (
    <Stack gap="xs" role="group" aria-label={company.name}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('group.name')}
          flex={1}
          miw={200}
          required
          maxLength={200}
          value={company.name}
          onChange={({ currentTarget: { value } }) => onChange({ name: value })}
        />
        <SegmentedControl
          aria-label={t('group.relation')}
          value={company.relation}
          onChange={(relation) => onChange({ relation: relation as Company['relation'] })}
          data={(['linked', 'partner'] as const).map((value) => ({ value, label: t(`relation.${value}`) }))}
        />
        {company.relation === 'partner' && (
          <NumberInput
            label={t('group.share')}
            w={110}
            min={25}
            max={50}
            suffix=" %"
            hideControls
            value={company.share_pct}
            onChange={(value) => typeof value === 'number' && onChange({ share_pct: value })}
          />
        )}
        <Button variant="default" onClick={onRemove}>
          {t('group.remove')}
        </Button>
      </Group>
      <PeriodRows periods={company.periods} onChange={(periods) => onChange({ periods })} />
    </Stack>
  );
}
