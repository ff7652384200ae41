// Read and understood, at the end of the text: first the tick, then the act, so that nobody says it by a slip.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { usePlace } from '@holdfast/design/place';
import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../rules.types.ts';
import type { DocumentDetail } from '../schema.ts';
import { api } from './use-documents.tsx';
import { versionHere } from './version-here.ts';

export function Acknowledge({ it, language }: { it: DocumentDetail; language: Language }) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const [isRead, setRead] = useState(false);
  const path = { site_id, document_id: it.id };
  const body = { number: versionHere(it)!, language };
  const act = useAct(() => take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/acknowledgement', { params: { path }, body })), {
    done: t('acknowledged'),
  });
  return (
    <Group gap="md" className="hf-doc-done" id="read">
      <Checkbox label={t('i_have_read')} checked={isRead} onChange={(event) => setRead(event.currentTarget.checked)} />
      <Button disabled={!isRead} loading={act.busy} onClick={() => void act.run(undefined)}>
        {t('acknowledge')}
      </Button>
    </Group>
  );
}
