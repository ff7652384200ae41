// One question with everything said on it, and what the person who looks may say now.
import { Button, Group, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Question } from '../schema.ts';
import { StateBadge } from './state-badge.tsx';
import { TextForm } from './text-form.tsx';

const api = createClient();

export function QuestionDetail({ question_id }: { question_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['questions', site_id, question_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/questions/{question_id}', { params: { path: { site_id, question_id } } })),
  });
  return <Answer of={asked}>{(it) => <Thread key={`${it.id} ${it.remarks.length}`} question={it} />}</Answer>;
}

function Thread({ question: it }: { question: Question }) {
  const { t } = useTranslation('questions');
  const { path } = usePlace();
  return (
    <>
      <Group gap="sm" mb="sm">
        <Text fw={700}>{`Q-${it.number}`}</Text>
        <StateBadge state={it.state} />
        {it.about !== null && <Go to={path(it.about)}>{it.about_title ?? it.about}</Go>}
      </Group>
      <ol className="hf-questions">
        <Said name={it.asked_by_name} at={it.asked_at} text={it.text} />
        {it.remarks.map((remark) => (
          <Said key={remark.n} name={`${remark.said_by_name} ${t(`kind.${remark.kind}`)}`} at={remark.said_at} text={remark.text} />
        ))}
      </ol>
      <Speak question={it} />
      <RecordHistory type="question" id={it.id} title={`Q-${it.number}`} />
    </>
  );
}

function Said({ name, at, text }: { name: string; at: string; text: string }) {
  return (
    <li>
      <Text size="sm" c="dimmed">
        {name} · <Time at={at} />
      </Text>
      <Text className="hf-questions-text">{text}</Text>
    </li>
  );
}

function Speak({ question: it }: { question: Question }) {
  const { t } = useTranslation('questions');
  const { may, me_id, site_id } = usePlace();
  const path = { params: { path: { site_id, question_id: it.id } } };
  const base = '/api/v1/sites/{site_id}/questions/{question_id}';
  const answer = useAct((text: string) => take(api.POST(`${base}/answers`, { ...path, body: { text } })), { done: t('answer.done') });
  const further = useAct((text: string) => take(api.POST(`${base}/further`, { ...path, body: { text } })), { done: t('further.done') });
  const settle = useAct(() => take(api.POST(`${base}/settlement`, { ...path, body: {} })), { done: t('settle.done') });
  if (it.state === 'settled') return null;
  const isMine = it.asked_by === me_id && may('questions.ask');
  return (
    <>
      {may('questions.answer') && <TextForm label={t('answer.text')} submit={t('answer.act')} act={answer} />}
      {isMine && (
        <>
          {it.state === 'answered' && <TextForm label={t('further.text')} submit={t('further.act')} act={further} />}
          <Group justify="flex-end" mt="md">
            <Button loading={settle.busy} onClick={() => void settle.run(undefined)}>
              {t('settle.act')}
            </Button>
          </Group>
        </>
      )}
    </>
  );
}
