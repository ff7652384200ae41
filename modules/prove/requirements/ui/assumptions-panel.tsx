// Assumptions and limits: under which conditions the requirement is met here, in people's own words.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequirementDetail } from '../schema.ts';
import { EndStatement } from './hand-forms.tsx';

const api = createClient();

export function AssumptionsPanel({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  const { may } = usePlace();
  const { is } = useAsOf();
  const maySay = may('requirements.state') && is === 'now';
  return (
    <Panel title={t('assumption.title')}>
      {it.assumptions.length === 0 && <Text c="dimmed">{t('assumption.none')}</Text>}
      {it.assumptions.map((one) => (
        <Group key={one.id} justify="space-between" gap="sm" mb="xs">
          <div>
            <Text>{one.text}</Text>
            <Text size="sm" c="dimmed">
              {one.made_by_name} · <Time at={one.made_at} />
            </Text>
          </div>
          {maySay && <EndStatement statement_id={one.id} />}
        </Group>
      ))}
      {maySay && <AssumptionForm requirement_id={it.requirement_id} />}
    </Panel>
  );
}

function AssumptionForm({ requirement_id }: { requirement_id: string }) {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const [text, setText] = useState('');
  const note = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/requirements/{requirement_id}/assumptions', {
          params: { path: { site_id, requirement_id } },
          body: { text },
        }),
      ),
    { done: t('assumption.done') },
  );
  const send = async (): Promise<void> => {
    if (await note.run(undefined)) setText('');
  };
  return (
    <Form submit={t('assumption.act')} busy={note.busy} disabled={text.trim().length < 3} onSubmit={send}>
      <Textarea
        label={t('assumption.text')}
        description={t('assumption.note')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Form>
  );
}
