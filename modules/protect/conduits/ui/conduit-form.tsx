// Names a conduit, says what it is for and who answers for it.
import { createClient, take } from '@holdfast/client';
import type { Conduit } from '@holdfast/conduits/schema';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
type Fields = Pick<Conduit, 'name' | 'purpose' | 'owner_id'>;

export function EditConduit({ conduit }: { conduit: Conduit }) {
  const { t } = useTranslation('conduits');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    (body: Fields) =>
      take(api.PATCH('/api/v1/sites/{site_id}/conduits/{conduit_id}', { params: { path: { site_id, conduit_id: conduit.id } }, body })),
    { done: t('changed_done') },
  );
  if (!may('conduits.propose')) return null;
  const close = (): void => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('change')}
      </Button>
      <Dialog title={t('change_title')} opened={opened} onClose={close}>
        {opened && (
          <ConduitFields
            conduit={conduit}
            busy={act.busy}
            onCancel={close}
            onSubmit={async (fields) => (await act.run(fields)) && close()}
          />
        )}
      </Dialog>
    </>
  );
}

type FieldsProps = { conduit: Conduit; busy: boolean; onSubmit: (fields: Fields) => void; onCancel: () => void };

function ConduitFields({ conduit, busy, onSubmit, onCancel }: FieldsProps) {
  const { t } = useTranslation('conduits');
  const { may } = usePlace();
  const [fields, setFields] = useState<Fields>({ name: conduit.name, purpose: conduit.purpose, owner_id: conduit.owner_id });
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')), enabled: may('people.see') });
  const send = (): void => onSubmit({ ...fields, name: fields.name.trim(), purpose: fields.purpose?.trim() || null });
  return (
    <Form submit={t('save')} busy={busy} disabled={fields.name.trim() === ''} onCancel={onCancel} onSubmit={send}>
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={200}
        value={fields.name}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
      />
      <Textarea
        label={t('purpose')}
        description={t('purpose_note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={fields.purpose ?? ''}
        onChange={(event) => setFields({ ...fields, purpose: event.currentTarget.value })}
      />
      <Select
        label={t('owner')}
        clearable
        searchable
        data={(people.data?.rows ?? []).map((person) => ({ value: person.id, label: person.name }))}
        value={fields.owner_id}
        onChange={(owner_id) => setFields({ ...fields, owner_id })}
      />
    </Form>
  );
}
