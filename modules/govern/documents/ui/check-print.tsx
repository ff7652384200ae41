// A printed page is held against the ledger: its hash says which version it is and whether it still holds.
import { take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { problemOf } from '@holdfast/design/problem';
import { Fault } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProvenPrint } from '../schema.ts';
import { api } from './use-documents.tsx';

export function CheckPrint() {
  const { t } = useTranslation('documents');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('print.check')}
      </Button>
      <Dialog title={t('print.check')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <CheckForm />}
      </Dialog>
    </>
  );
}

function CheckForm() {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const [text, setText] = useState('');
  const sha256 = text.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  const asked = useQuery({
    queryKey: ['documents', site_id, 'print', sha256],
    enabled: sha256.length === 64,
    retry: false,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/document-prints/{sha256}', { params: { path: { site_id, sha256 } } })),
  });
  return (
    <Stack gap="md">
      <TextInput
        label={t('print.hash')}
        description={t('print.says')}
        className="hf-mono"
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text !== '' && sha256.length !== 64 && <Text c="dimmed">{t('print.length', { count: sha256.length })}</Text>}
      {asked.data !== undefined && <Proven it={asked.data} />}
      {asked.error !== null && sha256.length === 64 && <NotProven error={asked.error} />}
    </Stack>
  );
}

function NotProven({ error }: { error: unknown }) {
  const { t } = useTranslation('documents');
  if (problemOf(error)?.code !== 'print_not_found') return <Fault error={error} />;
  return (
    <Text role="status">
      <Badge tone="alarm">{t('print.unknown')}</Badge> {t('print.unknown_says')}
    </Text>
  );
}

function Proven({ it }: { it: ProvenPrint }) {
  const { t } = useTranslation('documents');
  const { path } = usePlace();
  const holds = it.state === 'approved';
  return (
    <>
      <Text role="status">
        <Badge tone={holds ? 'good' : 'attention'}>{t(holds ? 'print.holds' : 'print.holds_not')}</Badge>{' '}
        {!holds && it.in_force_number !== null && t('print.in_force', { number: it.in_force_number })}
      </Text>
      <Facts
        rows={[
          [
            t('field.name'),
            <Go key="name" to={path(`documents/${it.document_id}`)}>
              {it.name}
            </Go>,
          ],
          [t('field.number'), `v${it.number}, ${t(`language.${it.language}`)}`],
          [t('field.state'), t(`version_state.${it.state}`)],
          [t('field.approved_at'), it.approved_at === null ? t('never_approved') : <Time key="at" at={it.approved_at} />],
          [
            t('field.entry'),
            it.entry_id === null ? (
              t('no_entry')
            ) : (
              <Go key="entry" to={path('ledger')} search={{ open: it.entry_id }}>
                {t('open_entry')}
              </Go>
            ),
          ],
        ]}
      />
    </>
  );
}
