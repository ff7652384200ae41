// Changes of registered data, and by when the authority has to hear of them.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changedData, type ChangeNotice, type EntityDetail } from '../schema.ts';
import { useCountries } from './entity-form.tsx';
import { Day, LawFold } from './law-words.tsx';
import { api } from './use-scope.ts';

type What = ChangeNotice['what'][number];
const tones: Record<ChangeNotice['state'], Tone> = { open: 'waiting', late: 'alarm', in_time: 'good', told_late: 'attention' };

export function NoticesPanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  if (it.registrations.length === 0 && it.notices.length === 0) return null;
  const last = it.notices.at(-1);
  return (
    <Panel
      title={t('notice.title')}
      aside={
        mayKeep && (
          <FormButton as="aside" label={t('notice.add')}>
            {(close) => <ChangeForm it={it} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{t('notice.lead')}</Text>
        {it.notices.length === 0 && <Text>{t('notice.none')}</Text>}
        {it.notices.toReversed().map((each) => (
          <Group key={each.id} gap="sm">
            <Badge tone={tones[each.state]}>{t(`notice_state.${each.state}`)}</Badge>
            <Text component="span">
              {each.country} · {each.what.map((what) => t(`what.${what}`)).join(', ')} · <Day on={each.changed_on} />
            </Text>
            <Text component="span">
              {each.told_on === null ? t('due') : t('notice.told')} <Day on={each.told_on ?? each.due.due_on} />
            </Text>
            {each.due.confirm && <Badge tone="attention">{t('confirm')}</Badge>}
            {mayKeep && each.told_on === null && (
              <FormButton as="change" label={t('notice.tell')}>
                {(close) => <TellForm entity_id={it.id} change_id={each.id} onClose={close} />}
              </FormButton>
            )}
          </Group>
        ))}
        {last !== undefined && <LawFold of={last.due.fact} />}
      </Stack>
    </Panel>
  );
}

function ChangeForm({ it, onClose }: { it: EntityDetail; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const countries = useCountries();
  const mine = it.registrations.map(({ country }) => country);
  const [country, setCountry] = useState<string | null>(mine[0] ?? it.country);
  const [what, setWhat] = useState<What[]>([]);
  const [changed_on, setDay] = useState('');
  const save = useAct(
    (body: { country: string; what: What[]; changed_on: string }) =>
      take(api.POST('/api/v1/legal-entities/{entity_id}/changes', { params: { path: { entity_id: it.id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (country !== null && (await save.run({ country, what, changed_on }))) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={what.length === 0 || changed_on === '' || country === null}
      onCancel={onClose}
      onSubmit={send}
    >
      <Select
        label={t('field.country')}
        required
        data={countries.filter(({ value }) => mine.includes(value) || value === it.country)}
        value={country}
        onChange={setCountry}
      />
      <Checkbox.Group label={t('field.what')} value={what} onChange={(next) => setWhat(next as What[])}>
        <Stack gap={6} mt={6}>
          {changedData.options.map((value) => (
            <Checkbox key={value} value={value} label={t(`what.${value}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        type="date"
        label={t('field.changed_on')}
        required
        value={changed_on}
        onChange={({ currentTarget: { value } }) => setDay(value)}
      />
    </Form>
  );
}

function TellForm({ entity_id, change_id, onClose }: { entity_id: string; change_id: string; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const [told_on, setDay] = useState('');
  const [reference, setReference] = useState('');
  const save = useAct(
    (body: { told_on: string; reference: string | null }) =>
      take(api.POST('/api/v1/legal-entities/{entity_id}/changes/{change_id}/notice', { params: { path: { entity_id, change_id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run({ told_on, reference: reference.trim() === '' ? null : reference.trim() })) onClose();
  };
  return (
    <Form submit={t('notice.tell')} busy={save.busy} disabled={told_on === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        type="date"
        label={t('field.told_on')}
        required
        value={told_on}
        onChange={({ currentTarget: { value } }) => setDay(value)}
      />
      <TextInput
        label={t('field.reference')}
        maxLength={200}
        value={reference}
        onChange={({ currentTarget: { value } }) => setReference(value)}
      />
    </Form>
  );
}
