// One role of one person: its reach and time, the acts on it, and who stands in.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldGrant } from '../schema.ts';
import { dayEnd, dayStart, usePeople } from './give-role.tsx';

const api = createClient();

export function GrantDetail({ grant: it }: { grant: HeldGrant }) {
  const { t } = useTranslation('roles');
  const { may } = usePlace();
  const source = it.source.startsWith('directory') ? 'directory' : 'hand';
  return (
    <Stack gap="md">
      <Title order={2}>
        {it.person_name}: {t(`role.${it.role}`)}
      </Title>
      <Text c="dimmed">{t(`may.${it.role}`)}</Text>
      <Facts
        rows={[
          [t('scope_label'), t(`scope.${it.scope}`, { name: it.scope === 'zone' ? it.zone_name : it.site_name })],
          [t('column.state'), t(`state.${it.state}`)],
          [t('column.from'), <Time key="from" at={it.starts_at} />],
          [t('column.until'), it.expires_at === null ? t('no_end') : <Time key="until" at={it.expires_at} />],
          [t('source_label'), t(`source.${source}`)],
        ]}
      />
      {may('roles.give') && (
        <Group gap="sm">
          <ChangeUntil grant={it} />
          <EndGrant grant={it} />
        </Group>
      )}
      <Deputies grant={it} />
    </Stack>
  );
}

function ChangeUntil({ grant }: { grant: HeldGrant }) {
  const { t } = useTranslation('roles');
  const { time_zone } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const path = { grant_id: grant.id };
  const change = useAct(
    () =>
      take(
        api.PATCH('/api/v1/grants/{grant_id}', {
          params: { path },
          body: { expires_at: until === '' ? null : dayEnd(until, time_zone), reason },
        }),
      ),
    { done: t('changed') },
  );
  const send = async (): Promise<void> => {
    if (await change.run(undefined)) setOpen(false);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('change_until')}
      </Button>
      <Dialog title={t('change_until')} opened={isOpen} onClose={() => setOpen(false)}>
        <Form
          submit={t('save')}
          busy={change.busy}
          disabled={reason.trim().length < 3 || (grant.role === 'auditor' && until === '')}
          onCancel={() => setOpen(false)}
          onSubmit={send}
        >
          <TextInput type="date" label={t('until_label')} value={until} onChange={({ currentTarget: { value } }) => setUntil(value)} />
          <Textarea label={t('reason')} value={reason} onChange={({ currentTarget: { value } }) => setReason(value)} />
        </Form>
      </Dialog>
    </>
  );
}

function EndGrant({ grant }: { grant: HeldGrant }) {
  const { t } = useTranslation('roles');
  const [isOpen, setOpen] = useState(false);
  const params = { path: { grant_id: grant.id } };
  const end = useAct((reason: string) => take(api.DELETE('/api/v1/grants/{grant_id}', { params: { ...params, query: { reason } } })), {
    done: t('ended'),
  });
  const title = t('end_title', { role: t(`role.${grant.role}`) });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={title}
        says={t('end_says')}
        submit={t('end')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}

function Deputies({ grant }: { grant: HeldGrant }) {
  const { t } = useTranslation('roles');
  const end = useAct((deputy_id: string) => take(api.DELETE('/api/v1/deputies/{deputy_id}', { params: { path: { deputy_id } } })), {
    done: t('deputy_ended'),
  });
  return (
    <div>
      <Title order={3}>{t('deputies')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deputies_says')}
      </Text>
      {grant.deputies.length === 0 && <Text mb="sm">{t('no_deputy')}</Text>}
      {grant.deputies.map((it) => (
        <Group key={it.id} justify="space-between" mb="sm">
          <Text>
            {it.person_name}, <Time at={it.starts_at} style="day" /> – <Time at={it.until_at} style="day" />
          </Text>
          {grant.may_name_deputy && (
            <Button variant="default" loading={end.busy} onClick={() => void end.run(it.id)}>
              {t('deputy_end')}
            </Button>
          )}
        </Group>
      ))}
      {grant.may_name_deputy && <NameDeputy grant={grant} />}
    </div>
  );
}

function NameDeputy({ grant }: { grant: HeldGrant }) {
  const { t } = useTranslation('roles');
  const { time_zone } = usePlace();
  const people = usePeople();
  const [isOpen, setOpen] = useState(false);
  const [it, setIt] = useState({ person_id: null as string | null, from: '', until: '', reason: '' });
  const name = useAct(
    () => {
      const body = {
        person_id: it.person_id ?? '',
        starts_at: dayStart(it.from, time_zone),
        until_at: dayEnd(it.until, time_zone),
        reason: it.reason,
      };
      return take(api.POST('/api/v1/grants/{grant_id}/deputies', { params: { path: { grant_id: grant.id } }, body }));
    },
    { done: t('deputy_named') },
  );
  const send = async (): Promise<void> => {
    if (await name.run(undefined)) setOpen(false);
  };
  const put = (field: 'from' | 'until' | 'reason') => ({
    value: it[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setIt((before) => ({ ...before, [field]: value })),
  });
  const isReady = it.person_id !== null && it.from !== '' && it.until >= it.from && it.reason.trim().length >= 3;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('name_deputy')}
      </Button>
      <Dialog title={t('name_deputy')} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('name_deputy')} busy={name.busy} disabled={!isReady} onCancel={() => setOpen(false)} onSubmit={send}>
          <Select
            label={t('person_label')}
            searchable
            data={people.filter((each) => each.value !== grant.person_id)}
            value={it.person_id}
            onChange={(person_id) => setIt((before) => ({ ...before, person_id }))}
          />
          <TextInput {...put('from')} type="date" label={t('deputy_from')} />
          <TextInput {...put('until')} type="date" label={t('deputy_until')} />
          <Textarea {...put('reason')} label={t('reason')} />
        </Form>
      </Dialog>
    </>
  );
}
