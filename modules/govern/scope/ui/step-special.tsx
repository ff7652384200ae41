// What decides apart from size: decisions of the state and special kinds.
import { Answer } from '@holdfast/design/states';
import { Checkbox, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepProps } from './step-props.ts';
import { useLawLists } from './use-scope.ts';

const flags = [
  ['cer_designated', 'NIS2 Art 3(1)(f), CER Art 6'],
  ['former_operator_kept', 'NIS2 Art 3(1)(g)'],
  ['sector_act_prevails', 'NIS2 Art 4'],
  ['domain_registration', 'NIS2 Art 2(4)'],
  ['public_option', 'NIS2 Art 2(5)'],
] as const;

export function SpecialStep({ answers, set }: StepProps) {
  const { t } = useTranslation('scope');
  const lists = useLawLists();
  return (
    <Stack gap="md">
      <Text>{t('special.note')}</Text>
      {flags.map(([name, cite]) => (
        <Checkbox
          key={name}
          label={t(`special.${name}`)}
          description={`${t(`special_note.${name}`)} ${cite}`}
          checked={answers[name]}
          onChange={({ currentTarget: { checked } }) => set({ [name]: checked })}
        />
      ))}
      <Select
        label={t('special.state_designated')}
        description={`${t('special_note.state_designated')} NIS2 Art 2(2)(b)-(e), 3(1)(e)`}
        data={[
          { value: 'none', label: t('special.not_designated') },
          { value: 'important', label: t('class.important') },
          { value: 'essential', label: t('class.essential') },
        ]}
        allowDeselect={false}
        maw={420}
        value={answers.state_designated ?? 'none'}
        onChange={(value) => set({ state_designated: value === 'important' || value === 'essential' ? value : null })}
      />
      <Answer of={lists}>
        {({ kinds }) =>
          (answers.activities ?? []).some(({ type_id }) => kinds.find((it) => it.id === type_id)?.is_trust_service === true) && (
            <Checkbox
              label={t('special.qualified_trust_service')}
              description="NIS2 Art 3(1)(b)"
              checked={answers.qualified_trust_service}
              onChange={({ currentTarget: { checked } }) => set({ qualified_trust_service: checked })}
            />
          )
        }
      </Answer>
    </Stack>
  );
}
