// API tokens: made in one's own name, shown once, ended at any time.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Code, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Token } from '../schema.ts';

const api = createClient();
const tones = { in_use: 'good', expired: 'off', ended: 'off', account_closed: 'off' } as const;

export function TokensPanel() {
  const { t } = useTranslation('integrations');
  const { may } = usePlace();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => take(api.GET('/api/v1/tokens')) });
  return (
    <Panel title={t('tokens')} aside={may('tokens.keep') && <NewToken />}>
      <Answer of={tokens}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('no_tokens')}>{t('no_tokens_text')}</Empty>
          ) : (
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
              {rows.map((it) => (
                <OneToken key={it.id} it={it} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}

function OneToken({ it }: { it: Token }) {
  const { t } = useTranslation('integrations');
  const scope = it.sentences === null ? t(it.read_only ? 'reads' : 'acts') : t('sentences', { count: it.sentences.length });
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <div>
          <Group gap="sm">
            <Text fw={600}>{it.name}</Text>
            <Text className="hf-mono" c="dimmed">
              hf_…{it.ends_with}
            </Text>
            <Badge tone={tones[it.state]}>{t(`token_state.${it.state}`)}</Badge>
          </Group>
          <Text size="sm">
            {t('as_person', { name: it.person_name })} · {scope} · {it.site_name ?? t('everywhere')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('until')} <Time at={it.expires_at} style="day" /> ·{' '}
            {it.used_at === null ? (
              t('never_used')
            ) : (
              <>
                {t('used')} <Time at={it.used_at} />
              </>
            )}
          </Text>
        </div>
        {it.state === 'in_use' && <EndToken it={it} />}
      </Group>
    </li>
  );
}

function EndToken({ it }: { it: Token }) {
  const { t } = useTranslation('integrations');
  const [isOpen, setOpen] = useState(false);
  const end = useAct(
    (reason: string) => take(api.POST('/api/v1/tokens/{token_id}/end', { params: { path: { token_id: it.id } }, body: { reason } })),
    { done: t('ended') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={t('end_token', { name: it.name })}
        says={t('end_token_says')}
        submit={t('end')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}

function NewToken() {
  const { t } = useTranslation('integrations');
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setOpen(false);
    setSecret(null);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('new_token')}</Button>
      <Dialog title={t('new_token')} opened={isOpen} onClose={close}>
        {isOpen && secret === null && <TokenForm onClose={close} onMade={setSecret} />}
        {secret !== null && <ShownOnce secret={secret} says={t('token_once')} onClose={close} />}
      </Dialog>
    </>
  );
}

/** A secret with the word that it is not shown again. */
export function ShownOnce({ secret, says, onClose }: { secret: string; says: string; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  return (
    <Stack gap="md">
      <Text>{says}</Text>
      <Code block style={{ userSelect: 'all', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Button onClick={onClose}>{t('kept')}</Button>
    </Stack>
  );
}

function TokenForm({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useTranslation('integrations');
  const { site_id, site_name } = usePlace();
  const [it, setIt] = useState({ name: '', scope: 'read', place: 'site', days: '90' });
  const make = useAct(async () => {
    const expires_at = new Date(Date.now() + Number(it.days) * 86_400_000).toISOString();
    const body = { name: it.name, read_only: it.scope === 'read', site_id: it.place === 'site' ? site_id : null, expires_at };
    onMade((await take(api.POST('/api/v1/tokens', { body }))).secret);
  });
  const choose = (field: 'scope' | 'place' | 'days') => ({
    allowDeselect: false,
    value: it[field],
    onChange: (value: string | null) => setIt((before) => ({ ...before, [field]: value ?? before[field] })),
  });
  return (
    <Form submit={t('make')} busy={make.busy} disabled={it.name.trim() === ''} onCancel={onClose} onSubmit={() => make.run(undefined)}>
      <Text size="sm">{t('token_says')}</Text>
      <TextInput
        label={t('name')}
        placeholder={t('token_name_like')}
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt((before) => ({ ...before, name: value }))}
      />
      <Select
        {...choose('scope')}
        label={t('scope')}
        data={[
          { value: 'read', label: t('reads') },
          { value: 'act', label: t('acts') },
        ]}
      />
      <Select
        {...choose('place')}
        label={t('place')}
        data={[
          { value: 'site', label: site_name },
          { value: 'all', label: t('everywhere') },
        ]}
      />
      <Select
        {...choose('days')}
        label={t('until')}
        data={['7', '30', '90', '365'].map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
      />
    </Form>
  );
}
