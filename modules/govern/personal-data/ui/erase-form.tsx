// Asking for an erasure: whose, what of it, why; what would go and what stays is shown before anything is asked.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Checkbox, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ground as grounds, type Of, type Part, part } from '../schema.erasure.ts';
import { PreviewOf, total } from './preview.tsx';

const api = createClient();
type Ground = (typeof grounds.options)[number];

/** `entry_id`: one entry; else a person is chosen. */
export function EraseForm({ entry_id, onClose }: { entry_id: string | null; onClose: () => void }) {
  const { t } = useTranslation('personal-data');
  const { site_id } = usePlace();
  const [person_id, setPerson] = useState<string | null>(null);
  const [parts, setParts] = useState<Part[]>([...part.options]);
  const [ground, setGround] = useState<Ground | null>(entry_id === null ? 'request_of_person' : null);
  const [reason, setReason] = useState('');
  const isChosen = entry_id !== null || (person_id !== null && parts.length > 0);
  const query = entry_id === null ? { person_id: person_id ?? '', parts: parts.join(',') } : { entry_id };
  const seen = useQuery({
    queryKey: ['erasure-preview', site_id, query],
    enabled: isChosen,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/erasures/preview', { params: { path: { site_id }, query } })),
  });
  const ask = useAct(
    (body: { of: Of; ground: Ground; reason: string; sha256: string }) =>
      take(api.POST('/api/v1/sites/{site_id}/erasures', { params: { path: { site_id } }, body })),
    { done: t('erasures.asked') },
  );
  const send = async (): Promise<void> => {
    if (ground === null || seen.data === undefined) return;
    const of: Of = entry_id === null ? { what: 'person', person_id: person_id!, parts } : { what: 'entry', entry_id };
    if (await ask.run({ of, ground, reason: reason.trim(), sha256: seen.data.sha256 })) onClose();
  };
  const isReady =
    seen.data !== undefined && total(seen.data) > 0 && seen.data.holds.length === 0 && ground !== null && reason.trim().length >= 3;
  return (
    <Form submit={t('erasures.submit')} busy={ask.busy} disabled={!isReady} danger onCancel={onClose} onSubmit={send}>
      {entry_id === null ? (
        <Whose person_id={person_id} setPerson={setPerson} parts={parts} setParts={setParts} />
      ) : (
        <Text>{t('erasures.of_entry', { id: entry_id.slice(-12) })}</Text>
      )}
      {isChosen && <Answer of={seen}>{(it) => <PreviewOf it={it} />}</Answer>}
      <Select
        label={t('erasures.ground')}
        required
        data={grounds.options.map((value) => ({ value, label: t(`erasures.grounds.${value}`) }))}
        value={ground}
        onChange={(value) => setGround(value as Ground | null)}
      />
      <Textarea
        label={t('erasures.reason')}
        description={t('erasures.reason_note')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}

type WhoseProps = { person_id: string | null; setPerson: (id: string | null) => void; parts: Part[]; setParts: (parts: Part[]) => void };

function Whose({ person_id, setPerson, parts, setParts }: WhoseProps) {
  const { t } = useTranslation('personal-data');
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const data = (people.data?.rows ?? []).map((it) => ({ value: it.id, label: it.name }));
  return (
    <>
      <Select label={t('erasures.which')} required searchable data-autofocus data={data} value={person_id} onChange={setPerson} />
      <Checkbox.Group label={t('erasures.choose')} value={parts} onChange={(chosen) => setParts(chosen as Part[])}>
        <Stack gap={6} mt={6}>
          {part.options.map((value) => (
            <Checkbox key={value} value={value} label={t(`erasures.part.${value}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}
