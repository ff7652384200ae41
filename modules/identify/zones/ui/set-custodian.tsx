// One custodian for the zones chosen, each zone an entry of its own.
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { chosenOf } from '@holdfast/design/table';
import type { Zone } from '@holdfast/zones/schema';
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
type Props = { zones: readonly Zone[]; onDone: () => void };

/** Renders nothing when the person may not keep zones. */
export function SetCustodian({ zones, onDone }: Props) {
  const { t } = useTranslation('zones');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('zones.keep') || zones.length === 0) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('custodian_set')}
      </Button>
      <Dialog title={t('custodian_set_title', { count: zones.length })} opened={isOpen} onClose={close}>
        {isOpen && <CustodianForm zones={zones} onDone={onDone} onClose={close} />}
      </Dialog>
    </>
  );
}

function CustodianForm({ zones, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('zones');
  const { may } = usePlace();
  const [custodian_id, setCustodian] = useState<string | null>(null);
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')), enabled: may('people.see') });
  const save = useSetCustodian(zones);
  const send = async (): Promise<void> => {
    if (!(await save.run(chosenOf(zones), custodian_id))) return;
    onClose();
    onDone();
  };
  return (
    <Form submit={t('custodian_set')} busy={save.busy} disabled={custodian_id === null} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('custodian')}
        description={t('custodian_note')}
        required
        searchable
        data-autofocus
        data={(people.data?.rows ?? []).filter((it) => it.active).map((it) => ({ value: it.id, label: it.name }))}
        value={custodian_id}
        onChange={setCustodian}
      />
    </Form>
  );
}

function useSetCustodian(zones: readonly Zone[]) {
  const { t } = useTranslation('zones');
  const { site_id } = usePlace();
  const setOne = async (zone: Zone, custodian_id: string | null): Promise<{ id: string; code: string } | null> => {
    const params = { path: { site_id, zone_id: zone.id } };
    const body = { version: zone.version, custodian_id };
    const { error } = await api.PATCH('/api/v1/sites/{site_id}/zones/{zone_id}', { params, body });
    return error === undefined ? null : { id: zone.id, code: (error as { code: string }).code };
  };
  return useBulk(
    async (ids, custodian_id: string | null) => {
      const answers = [];
      for (const zone of zones.filter((it) => ids.includes(it.id))) answers.push(await setOne(zone, custodian_id));
      const refused = answers.filter((it) => it !== null);
      return { done: answers.length - refused.length, refused };
    },
    { done: (count) => t('custodian_set_done', { count }) },
  );
}
