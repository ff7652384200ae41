// One area: its level with what it rests on, what the next level asks for, claim and target.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, ToneIcon } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { CitationLine, useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area } from '../schema.ts';
import { LevelBadge } from './level-badge.tsx';

const api = createClient();
const levels = ['1', '2', '3', '4'];
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export function AreaPanel({ it }: { it: Area }) {
  const { t } = useTranslation('maturity');
  const { path, may } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  const next = it.criteria.filter((one) => it.next.includes(one.id));
  return (
    <Panel title={own(it.title)} aside={<LevelBadge level={it.level} />}>
      <Text size="sm">{t('kinds', { good: it.good, of: it.of })}</Text>
      {it.claimed !== null && it.claimed > it.level && (
        <p className="hf-claim">
          <Badge tone="attention">{t('claimed', { level: it.claimed })}</Badge>{' '}
          <span>{t('claimed_by', { name: it.claimed_by_name ?? '' })}</span>
        </p>
      )}
      {it.target !== null && it.target_on !== null && (
        <Text size="sm">
          {t('target', { level: it.target })} <Time at={`${it.target_on}T12:00:00Z`} style="day" />
        </Text>
      )}
      {next.length > 0 && (
        <>
          <h3>{t('next', { level: it.level + 1 })}</h3>
          <ul className="hf-criteria">
            {next.map((one) => (
              <li key={one.id}>
                <ToneIcon tone="waiting" /> {t(`criterion.${one.id}`, { good: one.good, of: one.of })}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('rests_on')}</summary>
        <ul className="hf-criteria">
          {it.criteria.map((one) => (
            <li key={one.id}>
              <ToneIcon tone={one.met ? 'good' : 'off'} /> {t('level', { level: one.level })}:{' '}
              {t(`criterion.${one.id}`, { good: one.good, of: one.of })}
            </li>
          ))}
        </ul>
      </details>
      <ul className="hf-area-duties">
        {it.requirements.map(({ id, title, citation }) => (
          <li key={id}>
            <div>
              <Go to={`${path('requirement')}?id=${id}`}>{own(title)}</Go>
            </div>
            <Text size="xs" c="dimmed" component="div">
              <CitationLine of={citation} />
            </Text>
          </li>
        ))}
      </ul>
      {day === null && may('maturity.claim') && (
        <Group gap="xs" mt="xs">
          <FormButton as="change" label={t('claim.act')} title={own(it.title)}>
            {(close) => <ClaimForm it={it} onClose={close} />}
          </FormButton>
          <FormButton as="change" label={t('aim.act')} title={own(it.title)}>
            {(close) => <TargetForm it={it} onClose={close} />}
          </FormButton>
        </Group>
      )}
    </Panel>
  );
}

type FormProps = { it: Area; onClose: () => void };

function ClaimForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('maturity');
  const { site_id } = usePlace();
  const [level, setLevel] = useState(String(it.claimed ?? Math.max(1, it.level)));
  const [reason, setReason] = useState('');
  const act = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/maturity/{area}/claim', {
          params: { path: { site_id, area: it.id } },
          body: { level: Number(level), reason },
        }),
      ),
    { done: t('claim.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('claim.act')} busy={act.busy} disabled={reason.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('claim.says')}</Text>
      <Select
        label={t('claim.level')}
        data={levels.map((value) => ({ value, label: `${t('level', { level: value })} – ${t(`level_says.${value}`)}` }))}
        value={level}
        allowDeselect={false}
        onChange={(value) => setLevel(value ?? '1')}
      />
      <Textarea
        label={t('claim.why')}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}

function TargetForm({ it, onClose }: FormProps) {
  const { t } = useTranslation('maturity');
  const { site_id } = usePlace();
  const [level, setLevel] = useState(String(it.target ?? Math.min(4, it.level + 1)));
  const [by_on, setBy] = useState(it.target_on ?? dayFrom(180));
  const act = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/maturity/{area}/target', {
          params: { path: { site_id, area: it.id } },
          body: { level: Number(level), by_on },
        }),
      ),
    { done: t('aim.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('aim.act')} busy={act.busy} disabled={by_on === ''} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('aim.level')}
        data={levels.map((value) => ({ value, label: `${t('level', { level: value })} – ${t(`level_says.${value}`)}` }))}
        value={level}
        allowDeselect={false}
        onChange={(value) => setLevel(value ?? '1')}
      />
      <TextInput
        label={t('aim.by')}
        type="date"
        required
        min={dayFrom(0)}
        value={by_on}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
    </Form>
  );
}
