// Forms of a zone: drawing a new one, and changing name, level and custodian.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import type { Zone } from '@holdfast/zones/schema';
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { levelKey, levelsTopDown } from './zone-words.tsx';

const api = createClient();
type Level = NonNullable<Zone['purdue_level']>;
type Fields = { name: string; purdue_level: Level | null; custodian_id: string | null };

type FormProps = { start: Fields; submit: string; busy: boolean; onSubmit: (fields: Fields) => void; onCancel: () => void };

function ZoneFields({ start, submit, busy, onSubmit, onCancel }: FormProps) {
  const { t } = useTranslation('zones');
  const { may } = usePlace();
  const [fields, setFields] = useState(start);
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')), enabled: may('people.see') });
  const custodians = (people.data?.rows ?? []).filter((it) => it.active || it.id === start.custodian_id);
  // A zone whose level nobody knows keeps that when only its name or custodian is changed; one that is drawn says its level.
  const mayBeUnknown = start.name !== '' && start.purdue_level === null;
  const isReady = fields.name.trim() !== '' && (fields.purdue_level !== null || mayBeUnknown);
  return (
    <Form
      submit={submit}
      busy={busy}
      disabled={!isReady}
      onCancel={onCancel}
      onSubmit={() => onSubmit({ ...fields, name: fields.name.trim() })}
    >
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={200}
        value={fields.name}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
      />
      <Select
        label={t('level')}
        required={!mayBeUnknown}
        data={levelsTopDown.map((level) => ({ value: level, label: t(levelKey(level)) }))}
        value={fields.purdue_level}
        onChange={(level) => setFields({ ...fields, purdue_level: levelsTopDown.find((it) => it === level) ?? null })}
      />
      <Select
        label={t('custodian')}
        description={t('custodian_note')}
        clearable
        searchable
        data={custodians.map((it) => ({ value: it.id, label: it.name }))}
        value={fields.custodian_id}
        onChange={(custodian_id) => setFields({ ...fields, custodian_id })}
      />
    </Form>
  );
}

/** Changes a zone; the version guards against somebody else's change in between. */
export function EditZone({ zone }: { zone: Zone }) {
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    ({ name, purdue_level, custodian_id }: Fields) =>
      take(
        api.PATCH('/api/v1/sites/{site_id}/zones/{zone_id}', {
          params: { path: { site_id, zone_id: zone.id } },
          body: { version: zone.version, name, custodian_id, ...(purdue_level === null ? {} : { purdue_level }) },
        }),
      ),
    { done: t('changed_done') },
  );
  if (!may('zones.keep')) return null;
  const close = (): void => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('change')}
      </Button>
      <Dialog title={t('change_title')} opened={opened} onClose={close}>
        {opened && (
          <ZoneFields
            start={zone}
            submit={t('save')}
            busy={act.busy}
            onCancel={close}
            onSubmit={async (fields) => (await act.run(fields)) && close()}
          />
        )}
      </Dialog>
    </>
  );
}

/** Draws a zone that nothing proposed; devices are moved into it afterwards. */
export function DrawZone() {
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    ({ name, purdue_level, custodian_id }: Fields) =>
      take(
        api.POST('/api/v1/sites/{site_id}/zones', {
          params: { path: { site_id } },
          body: { name, purdue_level: purdue_level ?? '2', custodian_id },
        }),
      ),
    { done: t('drawn_done') },
  );
  if (!may('zones.keep')) return null;
  const close = (): void => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('draw')}
      </Button>
      <Dialog title={t('draw')} opened={opened} onClose={close}>
        {opened && (
          <ZoneFields
            start={{ name: '', purdue_level: null, custodian_id: null }}
            submit={t('draw')}
            busy={act.busy}
            onCancel={close}
            onSubmit={async (fields) => (await act.run(fields)) && close()}
          />
        )}
      </Dialog>
    </>
  );
}
