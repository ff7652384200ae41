// A supplier to add or change.
import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useAssetChoices } from '@holdfast/assets/ui/choices';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { supplierColumns } from '../rules.ts';
import type { Supplier } from '../schema.ts';

const api = createClient();
const long: readonly string[] = ['services', 'remark'];

export function SupplierForm({ supplier, onClose }: { supplier: Supplier | null; onClose: () => void }) {
  const { t } = useTranslation('suppliers');
  const assets = useAssetChoices();
  const [texts, setTexts] = useState<Record<string, string>>(
    Object.fromEntries(supplierColumns.map((name) => [name, supplier?.[name] ?? ''])),
  );
  const [asset_ids, setAssets] = useState(supplier?.assets.map((it) => it.id) ?? []);
  const save = useSave(supplier);
  const send = async (): Promise<void> => {
    if (await save.run({ texts, asset_ids })) onClose();
  };
  const set = (name: string, value: string): void => setTexts({ ...texts, [name]: value });
  return (
    <Form submit={t('save')} busy={save.busy} disabled={(texts['name'] ?? '').trim() === ''} onCancel={onClose} onSubmit={send}>
      {supplierColumns.map((name) => {
        const same = { label: t(`field.${name}`), value: texts[name] ?? '' };
        return long.includes(name) ? (
          <Textarea key={name} {...same} autosize minRows={2} onChange={({ currentTarget }) => set(name, currentTarget.value)} />
        ) : (
          <TextInput
            key={name}
            {...same}
            required={name === 'name'}
            {...(name === 'country' ? { description: t('country_note'), maxLength: 2 } : {})}
            onChange={({ currentTarget }) => set(name, name === 'country' ? currentTarget.value.toUpperCase() : currentTarget.value)}
          />
        );
      })}
      <MultiSelect label={t('field.assets')} data={assets} searchable clearable limit={100} value={asset_ids} onChange={setAssets} />
    </Form>
  );
}

function useSave(supplier: Supplier | null) {
  const { t } = useTranslation('suppliers');
  const { site_id } = usePlace();
  return useAct(
    async ({ texts, asset_ids }: { texts: Record<string, string>; asset_ids: string[] }) => {
      const of = (name: string): string | null => texts[name]?.trim() || null;
      const body = {
        number: of('number'),
        name: of('name') ?? '',
        country: of('country'),
        contact_name: of('contact_name'),
        contact_email: of('contact_email'),
        contact_phone: of('contact_phone'),
        services: of('services'),
        remark: of('remark'),
        asset_ids,
      };
      if (supplier === null) return take(api.POST('/api/v1/sites/{site_id}/suppliers', { params: { path: { site_id } }, body }));
      const path = { site_id, supplier_id: supplier.id };
      return take(
        api.PATCH('/api/v1/sites/{site_id}/suppliers/{supplier_id}', { params: { path }, body: { ...body, version: supplier.version } }),
      );
    },
    { done: t('saved') },
  );
}
