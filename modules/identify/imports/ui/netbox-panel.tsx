// NetBox as a source: where it is (the owner says so once), and reading it into a dry run.
import { Button, Group, PasswordInput, Text, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useFilters } from '@holdfast/design/filters';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetboxSettings } from '../schema.ts';

const api = createClient();

export function NetboxPanel() {
  const { t } = useTranslation('imports');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['netbox', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/netbox', { params: { path: { site_id } } })),
  });
  const settings = data?.settings ?? null;
  if (settings === null && !may('imports.netbox')) return null;
  return (
    <Panel
      title={t('netbox.title')}
      aside={
        may('imports.netbox') && (
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t(settings === null ? 'netbox.set' : 'netbox.change')}
          </Button>
        )
      }
    >
      {settings === null ? <Text c="dimmed">{t('netbox.none')}</Text> : <ReadNetbox settings={settings} />}
      <Dialog title={t('netbox.title')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <NetboxForm settings={settings} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function ReadNetbox({ settings }: { settings: NetboxSettings }) {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  const [, set] = useFilters();
  const [site, setSite] = useState('');
  const read = useAct(async (slug: string) => {
    const body = { site: slug === '' ? null : slug };
    const made = await take(api.POST('/api/v1/sites/{site_id}/netbox/imports', { params: { path: { site_id } }, body }));
    set({ open: made.id });
  });
  return (
    <Group gap="md" align="flex-end">
      <TextInput
        label={t('netbox.site')}
        description={t('netbox.site_note')}
        value={site}
        onChange={({ currentTarget }) => setSite(currentTarget.value)}
      />
      <Button loading={read.busy} onClick={() => void read.run(site.trim())}>
        {t('netbox.read')}
      </Button>
      <Text c="dimmed" size="xs">
        {settings.base_url} · {t('netbox.set_by', { name: settings.set_by_name ?? '–' })} · <Time at={settings.set_at} />
      </Text>
    </Group>
  );
}

function NetboxForm({ settings, onClose }: { settings: NetboxSettings | null; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  const [base_url, setUrl] = useState(settings?.base_url ?? '');
  const [token, setToken] = useState('');
  const [ca, setCa] = useState('');
  const save = useAct(
    async () => {
      const body = { base_url, ...(token === '' ? {} : { token }), ca_pem: ca.trim() === '' ? null : ca };
      await take(api.PUT('/api/v1/sites/{site_id}/netbox', { params: { path: { site_id } }, body }));
    },
    { done: t('netbox.saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  return (
    <Form
      submit={t('netbox.save')}
      busy={save.busy}
      disabled={base_url === '' || (settings === null && token === '')}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput
        label={t('netbox.address')}
        placeholder="https://netbox.plant.example"
        required
        data-autofocus
        value={base_url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
      />
      <PasswordInput
        label={t('netbox.token')}
        description={t(settings === null ? 'netbox.token_note' : 'netbox.token_kept')}
        required={settings === null}
        autoComplete="off"
        value={token}
        onChange={({ currentTarget }) => setToken(currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('netbox.token_show') }}
      />
      <Textarea
        label={t('netbox.ca')}
        description={t('netbox.ca_note')}
        autosize
        minRows={2}
        maxRows={6}
        value={ca}
        onChange={({ currentTarget }) => setCa(currentTarget.value)}
      />
    </Form>
  );
}
