// Where the daily backup goes, how many are kept, and the key they are encrypted for; its private half is shown once.
import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupSetting } from '../schema.ts';
import { Secret } from './secret.tsx';

const api = createClient();

export function BackupSetup({ setting }: { setting: BackupSetting }) {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  return (
    <Panel title={t('setup.title')}>
      <Stack gap="lg" className="hf-backups-form">
        {may('own_backups.keep') && <SettingForm setting={setting} />}
        <RecoveryKey setting={setting} />
      </Stack>
    </Panel>
  );
}

function SettingForm({ setting }: { setting: BackupSetting }) {
  const { t } = useTranslation('own-backups');
  const [folder, setFolder] = useState(setting.folder ?? '');
  const [keep, setKeep] = useState<number | string>(setting.keep);
  const [warn, setWarn] = useState<number | string>(setting.warn_days);
  const body = { folder: folder.trim() === '' ? null : folder.trim(), keep: Number(keep), warn_days: Number(warn) };
  const save = useAct(() => take(api.PUT('/api/v1/own-backups/setting', { body })), { done: t('setup.saved') });
  const isFine = (body.folder === null || body.folder.startsWith('/')) && body.keep >= 1 && body.warn_days >= 1;
  return (
    <Form submit={t('setup.save')} busy={save.busy} disabled={!isFine} onSubmit={() => void save.run(undefined)}>
      <TextInput
        label={t('setup.folder')}
        description={t('setup.folder_note')}
        placeholder="/mnt/backups/holdfast"
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <Group grow align="end">
        <NumberInput label={t('setup.keep')} min={1} max={1000} value={keep} onChange={setKeep} />
        <NumberInput label={t('setup.warn')} min={1} max={90} value={warn} onChange={setWarn} />
      </Group>
    </Form>
  );
}

function RecoveryKey({ setting }: { setting: BackupSetting }) {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  const { secret, ask, busy, forget } = useNewKey();
  const { recovery_key, recovery_key_made_at } = setting;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('setup.key')}</Text>
      <Text>{t('setup.key_says')}</Text>
      {recovery_key === null || recovery_key_made_at === null ? (
        <Text>{t('setup.key_none')}</Text>
      ) : (
        <Text>
          {t('setup.key_is', { fingerprint: recovery_key })} <Time at={recovery_key_made_at} />
        </Text>
      )}
      {secret !== null && (
        <Secret
          secret={secret}
          label={t('setup.key')}
          title={t('setup.secret_title')}
          says={t('setup.secret_says')}
          done={t('setup.secret_done')}
          onDone={forget}
        />
      )}
      {secret === null && may('own_backups.keep') && (
        <Group gap="sm">
          <Button variant="default" loading={busy} onClick={ask}>
            {t(recovery_key === null ? 'setup.make_key' : 'setup.make_key_again')}
          </Button>
          {recovery_key !== null && (
            <Text size="sm" c="dimmed">
              {t('setup.key_again_note')}
            </Text>
          )}
        </Group>
      )}
    </Stack>
  );
}

// Kept outside of the panel, which is made anew when the setting is read again.
let shown: string | null = null;

function useNewKey() {
  const [secret, setSecret] = useState(shown);
  const keep = (text: string | null): void => setSecret((shown = text));
  const make = useAct(async () => keep((await take(api.POST('/api/v1/own-backups/recovery-key', { body: {} }))).secret));
  return { secret, busy: make.busy, ask: () => void make.run(undefined), forget: () => keep(null) };
}
