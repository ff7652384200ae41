// Asking a question: in general, or from the record it is about.
import { Button, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextForm } from './text-form.tsx';

const api = createClient();

/** `opens`: where the record opens, below the site's address. */
export type About = { opens: string; title: string };

/** Nothing for who may not ask. */
export function AskButton({ about }: { about: About | null }) {
  const { t } = useTranslation('questions');
  const { may, site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const ask = useAct(
    (text: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/questions', {
          params: { path: { site_id } },
          body: { text, about: about?.opens ?? null, about_title: about?.title ?? null },
        }),
      ),
    { done: t('ask.done') },
  );
  if (!may('questions.ask')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconMessageQuestion size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('ask.act')}
      </Button>
      <Dialog title={t('ask.act')} opened={isOpen} onClose={() => setOpen(false)}>
        {about !== null && (
          <Text mb="sm">
            {t('ask.about')}: {about.title}
          </Text>
        )}
        <TextForm label={t('ask.text')} note={t('ask.note')} submit={t('ask.act')} act={ask} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
