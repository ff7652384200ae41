// Changes whose a document is, how often it is looked at again, and who reads it.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../schema.ts';
import { isWholeSettings, type SettingsDraft, SettingsFields } from './settings-fields.tsx';
import { api } from './use-documents.tsx';

export function ChangeSettings({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('change_settings')}
      </Button>
      <Dialog title={t('change_settings')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <SettingsForm it={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function SettingsForm({ it, onClose }: { it: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const [value, setValue] = useState<SettingsDraft>({
    owner_kind: it.owner_kind,
    owner_id: it.owner_kind === 'ciso' ? null : it.owner_id,
    review_months: it.review_months,
    acknowledge_days: it.acknowledge_days,
    audience_roles: it.audience_roles,
    audience_ids: it.audience_ids,
  });
  const params = { path: { site_id, document_id: it.id } };
  const save = useAct(
    () => take(api.PATCH('/api/v1/sites/{site_id}/documents/{document_id}', { params, body: { ...value, version: it.version } })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  return (
    <Form submit={t('save')} busy={save.busy} disabled={!isWholeSettings(value)} onCancel={onClose} onSubmit={send}>
      <SettingsFields value={value} onChange={setValue} />
    </Form>
  );
}
