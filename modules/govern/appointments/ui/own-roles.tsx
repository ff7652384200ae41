// My roles, for Home and my account: what I am asked to take, cards that changed, and by which number I am called.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ownAppointment, Reach } from '../schema.ts';
import { useRoleTitle } from './role-title.tsx';

const api = createClient();
type Own = z.infer<typeof ownAppointment>;

function useOwn() {
  const { me_id } = usePlace();
  return useQuery({ queryKey: ['seats', 'mine', me_id], queryFn: () => take(api.GET('/api/v1/me/appointments')) });
}

/** On Home: only what waits for me; nothing when nothing does. */
export function OwnRolesPanel() {
  const { t } = useTranslation('appointments');
  const { data } = useOwn();
  const waiting = (data?.appointments ?? []).filter((it) => it.state === 'proposed' || it.is_card_new);
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('own.waiting')} aside={<Badge tone="attention">{String(waiting.length)}</Badge>}>
      <OwnList rows={waiting} />
    </Panel>
  );
}

function OwnList({ rows }: { rows: readonly Own[] }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const title = useRoleTitle();
  return (
    <Stack gap="xs">
      {rows.map((it) => (
        <Group key={it.id} gap="sm">
          <Go to={`/sites/${it.site_id ?? site_id}/role-card/${it.id}`} search={it.site_id === null ? { of: 'organisation' } : undefined}>
            {title(it.role)}
          </Go>
          <Text c="dimmed">{[it.area_name, it.site_name ?? t('place.organisation')].filter(Boolean).join(', ')}</Text>
          {it.state === 'proposed' && <Badge tone="attention">{t('own.asked', { name: it.asked_by_name ?? '' })}</Badge>}
          {it.state === 'accepted' && it.is_card_new && <Badge tone="attention">{t('gap.card_changed')}</Badge>}
        </Group>
      ))}
    </Stack>
  );
}

/** On my account: all my roles, and my numbers. */
export function OwnRolesAndNumbers() {
  const { t } = useTranslation('appointments');
  const asked = useOwn();
  return (
    <Panel title={t('own.title')}>
      <Answer of={asked}>
        {({ appointments, reach }) => (
          <Stack gap="md">
            {appointments.length === 0 ? <Text c="dimmed">{t('own.none')}</Text> : <OwnList rows={appointments} />}
            <Numbers reach={reach} />
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function Numbers({ reach }: { reach: Reach }) {
  const { t } = useTranslation('appointments');
  const [it, setIt] = useState({ phone: reach.phone ?? '', second_phone: reach.second_phone ?? '', remark: reach.remark ?? '' });
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const keep = useAct(
    () =>
      take(
        api.PUT('/api/v1/me/reach', {
          body: { phone: orNull(it.phone), second_phone: orNull(it.second_phone), remark: orNull(it.remark) },
        }),
      ),
    { done: t('saved') },
  );
  const field = (name: keyof typeof it, type: 'tel' | 'text') => (
    <TextInput
      type={type}
      label={t(`reach.${name}`)}
      value={it[name]}
      onChange={({ currentTarget: { value } }) => setIt({ ...it, [name]: value })}
    />
  );
  return (
    <Form submit={t('save')} busy={keep.busy} onSubmit={() => keep.run(undefined)}>
      <Text size="sm" c="dimmed">
        {t('reach.note')}
      </Text>
      {field('phone', 'tel')}
      {field('second_phone', 'tel')}
      {field('remark', 'text')}
    </Form>
  );
}
