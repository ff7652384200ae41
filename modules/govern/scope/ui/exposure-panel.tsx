// What a breach may cost: the ceiling of the law from the worldwide turnover, and what the national act says.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityDetail } from '../schema.ts';
import { LawTexts, useMoney } from './law-words.tsx';
import { api } from './use-scope.ts';

export type EntityPatch = Partial<
  Pick<EntityDetail, 'is_maker' | 'is_machine_builder' | 'worldwide_turnover_eur' | 'cer_notice_dated' | 'cer_notice_received'>
>;

/** Changes some fields of an entity and sends the rest as it was. */
export function useChangeEntity(it: EntityDetail) {
  const { t } = useTranslation('scope');
  return useAct(
    (patch: EntityPatch) => {
      const { name, country, is_maker, is_machine_builder, worldwide_turnover_eur, cer_notice_dated, cer_notice_received, version } = it;
      const establishments = it.establishments.map((place) => ({ name: place.name, country: place.country, site_id: place.site_id }));
      const whole = {
        name,
        country,
        is_maker,
        is_machine_builder,
        worldwide_turnover_eur,
        cer_notice_dated,
        cer_notice_received,
        establishments,
        version,
        ...patch,
      };
      return take(api.PATCH('/api/v1/legal-entities/{entity_id}', { params: { path: { entity_id: it.id } }, body: whole }));
    },
    { done: t('saved') },
  );
}

export function ExposurePanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  const money = useMoney();
  if (it.exposure === null) return null;
  const { max_eur, by, fixed_eur, pct, without_turnover, fact, national } = it.exposure;
  return (
    <Panel
      title={t('exposure.title')}
      aside={
        mayKeep && (
          <FormButton as="change" label={t('exposure.turnover')}>
            {(close) => <TurnoverForm it={it} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Text size="xl" fw={700}>
        {money(max_eur)}
      </Text>
      <Text mb="sm">
        {without_turnover
          ? t('exposure.no_turnover', { pct })
          : t(by === 'turnover' ? 'exposure.by_turnover' : 'exposure.by_amount', {
              fixed: money(fixed_eur),
              pct,
              turnover: money(it.worldwide_turnover_eur ?? 0),
            })}
      </Text>
      <LawTexts of={[...national, fact]} />
    </Panel>
  );
}

function TurnoverForm({ it, onClose }: { it: EntityDetail; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const [value, setValue] = useState<number | null>(it.worldwide_turnover_eur);
  const save = useChangeEntity(it);
  const send = async (): Promise<void> => {
    if (await save.run({ worldwide_turnover_eur: value })) onClose();
  };
  return (
    <Form submit={t('save')} busy={save.busy} onCancel={onClose} onSubmit={send}>
      <NumberInput
        label={t('field.worldwide_turnover')}
        description={t('field_note.worldwide_turnover')}
        min={0}
        hideControls
        decimalScale={0}
        thousandSeparator={t('thousands')}
        decimalSeparator={t('decimal')}
        suffix=" €"
        value={value ?? ''}
        onChange={(next) => setValue(typeof next === 'number' ? next : null)}
      />
    </Form>
  );
}
