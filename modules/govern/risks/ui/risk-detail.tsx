// One risk: what it would mean, who owns it, what is done and paid for, who accepted what is left until when; and the acts on it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go, GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Rating, rating, type Risk } from '../schema.ts';
import { RiskForm } from './risk-form.tsx';
import { dayFrom, RatingBadge, StateBadge, useOwnWords } from './risk-words.tsx';

const api = createClient();

export function RiskDetail({ id }: { id: string }) {
  const { t } = useTranslation('risks');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['risks', site_id, 'all', as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/risks', {
          params: { path: { site_id }, query: { limit: 2000, ...(as_of === undefined ? {} : { as_of }) } },
        }),
      ),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => {
        const it = rows.find((row) => row.id === id);
        return it === undefined ? <Empty title={t('gone')} /> : <Detail it={it} />;
      }}
    </Answer>
  );
}

function Detail({ it }: { it: Risk }) {
  const { t } = useTranslation('risks');
  const { path } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  return (
    <>
      <h2>{own(it.title)}</h2>
      <Text mb="sm">{own(it.consequence)}</Text>
      <Facts
        rows={[
          [t('field.state'), <StateBadge key="state" of={it} />],
          [t('field.rating'), <RatedBy key="rating" it={it} />],
          [t('field.treatment'), `${t(`treatment.${it.treatment}`)}: ${t(`treatment_note.${it.treatment}`)}`],
          [t('field.owner'), it.owner_name],
          [t('field.review_on'), it.state === 'closed' ? null : <Time key="on" at={it.review_on} style="day" />],
          [t('field.accepted'), it.accepted_at === null ? t('not_accepted') : <AcceptedBy key="by" it={it} />],
          [t('field.paid'), <PaidBy key="paid" id={it.id} />],
          [
            t('field.noted'),
            <span key="noted">
              {it.noted_by_name} · <Time at={it.noted_at} />
            </span>,
          ],
        ]}
      />
      <Group gap="sm" my="md">
        {day === null && it.state !== 'closed' && <Acts it={it} />}
        {it.gap_id !== null && <GoButton to={`${path('minimum')}?view=gaps&open=${it.gap_id}`}>{t('to_gap')}</GoButton>}
      </Group>
      <RecordHistory type="risk" id={it.id} title={own(it.title)} opens={`risks?open=${it.id}`} />
    </>
  );
}

function RatedBy({ it }: { it: Risk }) {
  const { t } = useTranslation('risks');
  return (
    <Group gap="xs">
      <RatingBadge of={it.rating} />
      <Text size="sm" c="dimmed">
        {it.score === null ? t(`rating_note.${it.rating}`) : t('rated_by_evidence', { good: it.score.good, of: it.score.of })}
      </Text>
    </Group>
  );
}

function AcceptedBy({ it }: { it: Risk }) {
  const { t } = useTranslation('risks');
  return (
    <span>
      {it.residual !== null && <RatingBadge of={it.residual} />} {it.accepted_by_name} · <Time at={it.accepted_at!} style="day" /> ·{' '}
      {t('until')} <Time at={it.accepted_until!} style="day" />
    </span>
  );
}

/** What was asked for against this risk, and what became of it. */
function PaidBy({ id }: { id: string }) {
  const { t } = useTranslation('risks');
  const { path, may } = usePlace();
  const all = useQuery({
    queryKey: ['investments', 'all'],
    enabled: may('investments.see'),
    queryFn: () => take(api.GET('/api/v1/investments', { params: { query: { limit: 2000 } } })),
  });
  const mine = (all.data?.rows ?? []).filter((one) => one.reasons.some((it) => it.type === 'risk' && it.id === id));
  if (mine.length === 0) return <>{t('nothing_paid')}</>;
  return (
    <ul className="hf-plain-list">
      {mine.map((one) => (
        <li key={one.id}>
          <Go to={`${path('investments')}?open=${one.id}`}>{one.title}</Go> · {t(`investment_state.${one.state}`)}
          {one.is_earmarked && ` · ${t('earmarked')}`}
        </li>
      ))}
    </ul>
  );
}

function Acts({ it }: { it: Risk }) {
  const { t } = useTranslation('risks');
  const { may, me_id } = usePlace();
  const own = useOwnWords();
  const title = own(it.title);
  const isOwn = it.noted_by === me_id || it.owner_id === me_id;
  return (
    <>
      {may('risks.accept') && !isOwn && (
        <FormButton label={t('accept')} title={title}>
          {(close) => <AcceptForm it={it} onClose={close} />}
        </FormButton>
      )}
      {may('risks.keep') && (
        <>
          <FormButton as="aside" label={t('change')} title={title}>
            {(close) => <RiskForm it={it} onClose={close} />}
          </FormButton>
          <FormButton as="aside" label={t('close')} title={title}>
            {(close) => <CloseForm it={it} onClose={close} />}
          </FormButton>
        </>
      )}
      {may('risks.accept') && isOwn && (
        <Text size="sm" c="dimmed">
          {t('own')}
        </Text>
      )}
    </>
  );
}

type FormProps = { it: Risk; onClose: () => void };

function AcceptForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('risks');
  const { site_id } = usePlace();
  const [residual, setResidual] = useState<Rating>(it.rating);
  const [until_on, setUntil] = useState(dayFrom(180));
  const [reason, setReason] = useState('');
  const options = rating.options.slice(0, rating.options.indexOf(it.rating) + 1);
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/risks/{risk_id}/acceptance', {
          params: { path: { site_id, risk_id: it.id } },
          body: { residual, until_on, reason, version: it.version },
        }),
      ),
    { done: t('accepted') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('accept')} busy={act.busy} disabled={reason.trim().length < 3 || until_on === ''} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('accept_note')}</Text>
      <Select
        label={t('field.residual')}
        data={options.map((value) => ({ value, label: `${t(`rating.${value}`)}: ${t(`rating_note.${value}`)}` }))}
        allowDeselect={false}
        value={residual}
        onChange={(value) => setResidual(value as Rating)}
      />
      <TextInput
        label={t('accept_until')}
        type="date"
        required
        min={dayFrom(1)}
        max={dayFrom(365)}
        value={until_on}
        onChange={({ currentTarget: { value } }) => setUntil(value)}
      />
      <ReasonField value={reason} onChange={setReason} />
    </Form>
  );
}

function CloseForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('risks');
  const { site_id } = usePlace();
  const [reason, setReason] = useState('');
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/risks/{risk_id}/closure', {
          params: { path: { site_id, risk_id: it.id } },
          body: { reason, version: it.version },
        }),
      ),
    { done: t('closed') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('close')} busy={act.busy} disabled={reason.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <ReasonField value={reason} onChange={setReason} />
    </Form>
  );
}

function ReasonField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('risks');
  return (
    <Textarea
      label={t('reason')}
      required
      autosize
      minRows={2}
      data-autofocus
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
