// A service: what it is, who answers for it, where it runs or how it is reached.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { Checkbox, MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service, ServiceKind } from '../schema.ts';
import { useThings, useWords } from './choices.tsx';
import { declareDependents, DependentFields, type Dependents, mildest } from './dependent-fields.tsx';
import { isSaid } from './hardness.tsx';

const api = createClient();
type Fields = Pick<
  Service,
  'name' | 'kind' | 'external' | 'business_application' | 'owner_id' | 'supplier_id' | 'purpose' | 'impact' | 'addresses'
> & { host_ids: string[] };

const fieldsOf = (it: Service | null): Fields => ({
  name: it?.name ?? '',
  kind: it?.kind ?? 'mes',
  external: it?.external ?? false,
  business_application: it?.business_application ?? false,
  owner_id: it?.owner_id ?? null,
  supplier_id: it?.supplier_id ?? null,
  purpose: it?.purpose ?? null,
  impact: it?.impact ?? null,
  addresses: it?.addresses ?? [],
  host_ids: it?.hosts.map((host) => host.id) ?? [],
});

export function NewService() {
  const { t } = useTranslation('dependencies');
  return <FormButton label={t('service.new')}>{(close) => <ServiceForm service={null} onClose={close} />}</FormButton>;
}

export function ServiceForm({ service, onClose }: { service: Service | null; onClose: () => void }) {
  const { t } = useTranslation('dependencies');
  const [it, setIt] = useState(fieldsOf(service));
  const things = useThings();
  const { kinds } = useWords();
  const [dependents, setDependents] = useState<Dependents>({ chosen: [], says: mildest });
  const save = useSave(service, dependents);
  const set = (part: Partial<Fields>): void => setIt({ ...it, ...part });
  const send = async (): Promise<void> => {
    if (await save.run({ ...it, name: it.name.trim() })) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={it.name.trim() === '' || !isSaid(dependents.says)}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={200}
        value={it.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t('kind_label')}
        allowDeselect={false}
        searchable
        data={kinds}
        value={it.kind}
        onChange={(kind) => kind !== null && set({ kind: kind as ServiceKind })}
      />
      <Checkbox label={t('external_label')} checked={it.external} onChange={(event) => set({ external: event.currentTarget.checked })} />
      {it.external ? (
        <TagsInput
          label={t('addresses')}
          description={t('addresses_note')}
          value={it.addresses}
          onChange={(addresses) => set({ addresses })}
        />
      ) : (
        <MultiSelect
          label={t('hosts')}
          description={t('hosts_note')}
          searchable
          limit={50}
          data={things.asset}
          value={it.host_ids}
          onChange={(host_ids) => set({ host_ids })}
        />
      )}
      <Select label={t('owner')} searchable clearable data={things.person} value={it.owner_id} onChange={(owner_id) => set({ owner_id })} />
      <Select
        label={t('supplier')}
        searchable
        clearable
        data={things.supplier}
        value={it.supplier_id}
        onChange={(supplier_id) => set({ supplier_id })}
      />
      <LongText label={t('purpose')} value={it.purpose} onChange={(purpose) => set({ purpose })} />
      <Checkbox
        label={t('application_label')}
        checked={it.business_application}
        onChange={(event) => set({ business_application: event.currentTarget.checked })}
      />
      {it.business_application && <LongText label={t('impact')} value={it.impact} onChange={(impact) => set({ impact })} />}
      {service === null && <DependentFields value={dependents} onChange={setDependents} />}
    </Form>
  );
}

export function LongText({
  label,
  value,
  onChange,
  required = false,
}: {
  label: string;
  value: string | null;
  onChange: (text: string | null) => void;
  required?: boolean;
}) {
  return (
    <Textarea
      label={label}
      autosize
      minRows={2}
      maxLength={2000}
      required={required}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

function useSave(service: Service | null, dependents: Dependents) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  return useAct(
    async (body: Fields): Promise<number> => {
      if (service === null) {
        const { id } = await take(api.POST('/api/v1/sites/{site_id}/services', { params: { path: { site_id } }, body }));
        return declareDependents(site_id, id, dependents);
      }
      const params = { path: { site_id, service_id: service.id } };
      await take(api.PATCH('/api/v1/sites/{site_id}/services/{service_id}', { params, body: { ...body, version: service.version } }));
      return 0;
    },
    { done: (refused) => (refused === 0 ? t('saved') : t('saved_without', { count: refused })) },
  );
}
