// Registering a terminal, and the code its browser is made one with.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { roleName } from '@holdfast/roles/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Terminal } from '../schema.ts';

const api = createClient();
type Role = Terminal['role'];
type Code = { code: string; code_expires_at: string };

export function NewTerminal() {
  const { t } = useTranslation('terminals');
  const [isOpen, setOpen] = useState(false);
  const [code, setCode] = useState<Code | null>(null);
  const close = (): void => {
    setOpen(false);
    setCode(null);
  };
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      <Dialog title={code === null ? t('new') : t('code_title')} opened={isOpen} onClose={close}>
        {isOpen && code === null && <RegisterForm onClose={close} onCode={setCode} />}
        {code !== null && <ShowCode code={code} onClose={close} />}
      </Dialog>
    </>
  );
}

type FormProps = { onClose: () => void; onCode: (code: Code) => void };

function RegisterForm({ onClose, onCode }: FormProps) {
  const { t } = useTranslation(['terminals', 'roles']);
  const { site_id, site_name } = usePlace();
  const [it, setIt] = useState({ name: '', role: 'ot_lead' as Role, zone_id: '', person_seconds: '0', idle_seconds: '120' });
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  });
  const add = useAct(async () => {
    const { name, role, zone_id } = it;
    const body = {
      name,
      role,
      zone_id: zone_id === '' ? null : zone_id,
      person_seconds: Number(it.person_seconds),
      idle_seconds: Number(it.idle_seconds),
    };
    onCode(await take(api.POST('/api/v1/sites/{site_id}/terminals', { params: { path: { site_id } }, body })));
  });
  const choose = (field: 'role' | 'zone_id' | 'person_seconds' | 'idle_seconds') => ({
    allowDeselect: false,
    value: it[field],
    onChange: (value: string | null) => setIt((before) => ({ ...before, [field]: value ?? '' })),
  });
  const seconds = (values: readonly number[], word: string) =>
    values.map((value) => ({ value: String(value), label: t(word, { seconds: value }) }));
  return (
    <Form submit={t('register')} busy={add.busy} disabled={it.name.trim() === ''} onCancel={onClose} onSubmit={() => add.run(undefined)}>
      <TextInput
        label={t('terminal_name')}
        placeholder={t('terminal_name_like')}
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt((before) => ({ ...before, name: value }))}
      />
      <Select
        {...choose('role')}
        label={t('shows_as')}
        description={t('shows_as_note')}
        data={roleName.exclude(['works_council']).options.map((value) => ({ value, label: t(`roles:role.${value}`) }))}
      />
      <Select
        {...choose('zone_id')}
        label={t('reaches')}
        data={[{ value: '', label: site_name }, ...(zones.data?.rows.map((zone) => ({ value: zone.id, label: zone.name })) ?? [])]}
      />
      <Select
        {...choose('person_seconds')}
        label={t('person_seconds')}
        data={[{ value: '0', label: t('each_act') }, ...seconds([30, 60, 90, 120, 300], 'for_seconds')]}
      />
      <Select {...choose('idle_seconds')} label={t('idle_seconds')} data={seconds([30, 60, 120, 300, 600], 'seconds')} />
    </Form>
  );
}

/** The code with what to do with it. */
function ShowCode({ code, onClose }: { code: Code; onClose: () => void }) {
  const { t } = useTranslation('terminals');
  return (
    <Stack gap="md">
      <Text>{t('code_says', { address: `${location.origin}/terminal` })}</Text>
      <Text className="hf-terminal-code" data-testid="terminal-code">
        {code.code}
      </Text>
      <Text size="sm" c="dimmed">
        {t('code_until')} <Time at={code.code_expires_at} />
      </Text>
      <Button onClick={onClose}>{t('code_done')}</Button>
    </Stack>
  );
}

/** A new code, for another browser or one that lost its mark. */
export function NewCode({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation('terminals');
  const { site_id } = usePlace();
  const [code, setCode] = useState<Code | null>(null);
  const path = { site_id, terminal_id: terminal.id };
  const ask = useAct(async () =>
    setCode(await take(api.POST('/api/v1/sites/{site_id}/terminals/{terminal_id}/code', { params: { path } }))),
  );
  return (
    <>
      <Button variant="default" loading={ask.busy} onClick={() => void ask.run(undefined)}>
        {t('new_code')}
      </Button>
      <Dialog title={t('code_title')} opened={code !== null} onClose={() => setCode(null)}>
        {code !== null && <ShowCode code={code} onClose={() => setCode(null)} />}
      </Dialog>
    </>
  );
}
