// A new asset by hand: five fields are enough.
import { Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset } from '../schema.ts';
import { readAddress } from '../rules.ts';
import { useChoices } from './choices.tsx';
import { useAssetOptions } from './names.tsx';

const api = createClient();

export function NewAssetButton() {
  const { t } = useTranslation('assets');
  return <FormButton label={t('new.act')}>{(close) => <NewAssetForm onClose={close} />}</FormButton>;
}

function NewAssetForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('assets');
  const choices = useChoices();
  const { kinds } = useAssetOptions();
  const [it, setIt] = useState({ name: '', kind: 'unknown', address: '', zone_id: null as string | null, owner_id: null as string | null });
  const add = useAddAsset();
  const isWrong = readAddress(it.address.trim()) === undefined;
  const send = async (): Promise<void> => {
    const isDone = await add.run({ ...it, kind: it.kind as Asset['kind'], name: it.name.trim(), address: it.address.trim() || null });
    if (isDone) onClose();
  };
  return (
    <Form submit={t('new.submit')} busy={add.busy} disabled={it.name.trim() === '' || isWrong} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, name: value })}
      />
      <Select
        label={t('column.kind')}
        data={kinds}
        searchable
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => setIt({ ...it, kind: kind ?? 'unknown' })}
      />
      <TextInput
        label={t('new.address')}
        placeholder="10.20.1.15"
        error={isWrong ? t('new.address_wrong') : undefined}
        value={it.address}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, address: value })}
      />
      <Select
        label={t('column.zone')}
        data={choices.zones}
        searchable
        clearable
        value={it.zone_id}
        onChange={(zone_id) => setIt({ ...it, zone_id })}
      />
      <Select
        label={t('column.owner')}
        data={choices.people}
        searchable
        clearable
        value={it.owner_id}
        onChange={(owner_id) => setIt({ ...it, owner_id })}
      />
    </Form>
  );
}

type NewAsset = { name: string; kind: Asset['kind']; address: string | null; zone_id: string | null; owner_id: string | null };

function useAddAsset() {
  const { t } = useTranslation('assets');
  const { site_id, path } = usePlace();
  const go = useGo();
  return useAct(
    async (body: NewAsset) => {
      const asset = await take(api.POST('/api/v1/sites/{site_id}/assets', { params: { path: { site_id } }, body }));
      go(path(`assets/${asset.id}`));
    },
    { done: t('new.done') },
  );
}
