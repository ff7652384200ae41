// Saying something by hand: evidence until a day, and that it holds no more. Each is marked as by hand wherever it is shown.
import { createClient, ProblemError, problemOf, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, FileInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Sends a file as the request's body. Throws ProblemError. */
async function sendFile(
  { site_id, requirement_id }: { site_id: string; requirement_id: string },
  query: Record<string, string>,
  file: File,
): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const path = `/api/v1/sites/${site_id}/requirements/${requirement_id}/evidence-files`;
  const answer = await fetch(`${path}?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    credentials: 'same-origin',
    body: file,
    headers,
  });
  if (!answer.ok) throw new ProblemError(problemOf(await answer.json().catch(() => null), answer.status));
}

type AddProps = { requirement_id: string; artefact: string; title: string };

export function AddEvidence(props: AddProps) {
  const { t } = useTranslation('requirements');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('requirements.state')) return null;
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)} aria-label={t('add.act_of', { title: props.title })}>
        {t('add.act')}
      </Button>
      <Dialog title={t('add.title', { title: props.title })} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <AddForm {...props} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function AddForm({ requirement_id, artefact, onClose }: AddProps & { onClose: () => void }) {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const [text, setText] = useState('');
  const [until_on, setUntil] = useState(dayFrom(365));
  const [file, setFile] = useState<File | null>(null);
  const path = { site_id, requirement_id };
  const add = useAct(
    async () => {
      if (file !== null) return sendFile(path, { artefact, text, until_on, name: file.name }, file);
      await take(
        api.POST('/api/v1/sites/{site_id}/requirements/{requirement_id}/evidence', {
          params: { path },
          body: { artefact, text, until_on },
        }),
      );
    },
    { done: t('add.done') },
  );
  const send = async (): Promise<void> => {
    if (await add.run(undefined)) onClose();
  };
  return (
    <Form submit={t('add.submit')} busy={add.busy} disabled={text.trim().length < 3 || until_on === ''} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('add.says')}</Text>
      <Textarea
        label={t('add.text')}
        description={t('add.text_note')}
        required
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FileInput label={t('add.file')} description={t('add.file_note')} value={file} onChange={setFile} clearable />
      <TextInput
        label={t('add.until')}
        type="date"
        required
        min={dayFrom(0)}
        max={dayFrom(731)}
        value={until_on}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </Form>
  );
}

/** Evidence, an assumption or a test that holds no more. */
export function EndStatement({ statement_id }: { statement_id: string }) {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const end = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/requirement-statements/{statement_id}/ending', {
          params: { path: { site_id, statement_id } },
          body: { reason },
        }),
      ),
    { done: t('end.done') },
  );
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t('end.act')}
      </Button>
      <ReasonDialog title={t('end.title')} submit={t('end.act')} opened={isOpen} onClose={() => setOpen(false)} onReason={end.run} />
    </>
  );
}
