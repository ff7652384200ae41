// What follows from the answers: the class, the rule that decided it, every rule tried, what is still to ask; and the signature.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityDetail } from '../schema.ts';
import { FindingView } from './finding-view.tsx';
import { api } from './use-scope.ts';

export function ResultStep({ entity }: { entity: EntityDetail }) {
  const { t } = useTranslation('scope');
  const { may } = usePlace();
  return (
    <Stack gap="md">
      <FindingView of={entity.now} country_verified={entity.country_verified} rulesOpen={entity.now.outcome === null} />
      {entity.now.outcome !== null && may('scope.decide') && entity.state === 'active' && <Sign entity={entity} />}
      {entity.now.outcome !== null && !may('scope.decide') && <Text c="dimmed">{t('sign.who')}</Text>}
    </Stack>
  );
}

function Sign({ entity }: { entity: EntityDetail }) {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  const navigate = useNavigate();
  const [from, setFrom] = useState(entity.decisions[0]?.in_scope_from ?? '');
  const [reason, setReason] = useState('');
  const isOut = entity.now.outcome === 'out' && !entity.now.registration_only;
  const sign = useAct(
    (body: { in_scope_from: string | null; reason: string; version: number }) =>
      take(api.POST('/api/v1/legal-entities/{entity_id}/decisions', { params: { path: { entity_id: entity.id } }, body })),
    { done: t('sign.done') },
  );
  const send = async (): Promise<void> => {
    const body = { in_scope_from: from === '' || isOut ? null : from, reason: reason.trim(), version: entity.version };
    if (await sign.run(body)) void navigate({ to: path(`scope/${entity.id}`) });
  };
  return (
    <Form submit={t('sign.act')} busy={sign.busy} disabled={reason.trim().length < 3} onSubmit={send}>
      <Text fw={600}>{t('sign.title')}</Text>
      <Text>{t('sign.says')}</Text>
      {!isOut && (
        <TextInput
          type="date"
          label={t('sign.from')}
          description={t('sign.from_note')}
          maw={260}
          value={from}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
      )}
      <Textarea
        label={t('sign.reason')}
        description={t('sign.reason_note')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </Form>
  );
}
