// One way of remote access to register, change or review: what it is, from where to where, who answers for it, until when it was looked at.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RemoteAccess, type RemotePath, remoteServiceNames } from '../schema.remote.ts';
import { inOneYear } from './boundary-forms.tsx';

const api = createClient();
type Draft = {
  name: string;
  solution: string;
  is_door: boolean;
  asset_id: string | null;
  service: string | null;
  from_zone_id: string | null;
  to_zone_ids: string[];
  to_asset_ids: string[];
  owner_id: string | null;
  purpose: string;
  reviewed_until: string;
};
const nothing = {
  is_door: false,
  asset_id: null,
  service: null,
  from_zone_id: null,
  to_zone_ids: [],
  to_asset_ids: [],
  owner_id: null,
  purpose: '',
};

/** What an entry for a way that was seen would say. */
export const proposalOf = (it: RemoteAccess): Draft => ({
  ...nothing,
  name: it.name,
  solution: it.name,
  asset_id: it.asset_id,
  service: it.service,
  from_zone_id: it.from_zone_ids.length === 1 ? it.from_zone_ids[0]! : null,
  to_zone_ids: it.to_zone_ids,
  reviewed_until: inOneYear(),
});
export const emptyPath = (): Draft => ({ ...nothing, name: '', solution: '', reviewed_until: inOneYear() });
const draftOf = (it: RemotePath): Draft => {
  const { name, solution, is_door, asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, owner_id, purpose } = it;
  const reviewed_until = it.state === 'escalated' ? inOneYear() : it.reviewed_until;
  return { name, solution, is_door, asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, owner_id, purpose, reviewed_until };
};

type FormProps = {
  start: Draft;
  submit: string;
  needsReason: boolean;
  onClose: () => void;
  save: (draft: Draft, reason: string) => Promise<boolean>;
};

function PathForm({ start, submit, needsReason, onClose, save }: FormProps) {
  const { t } = useTranslation('boundary');
  const [it, setIt] = useState(start);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const send = async (): Promise<void> => {
    setBusy(true);
    const isDone = await save(it, reason.trim());
    setBusy(false);
    if (isDone) onClose();
  };
  const lacks =
    [it.name, it.solution, it.purpose].some((text) => text.trim().length < 3) || it.owner_id === null || it.reviewed_until === '';
  const hasWay = (it.asset_id === null) !== (it.service === null) && it.to_zone_ids.length + it.to_asset_ids.length > 0;
  return (
    <Form
      submit={submit}
      busy={busy}
      disabled={lacks || !hasWay || (needsReason && reason.trim().length < 3)}
      onCancel={onClose}
      onSubmit={send}
    >
      <WayFields it={it} patch={patch} />
      <AnswerFields it={it} patch={patch} />
      {needsReason && (
        <Textarea label={t('path_reason')} required autosize value={reason} onChange={({ currentTarget: { value } }) => setReason(value)} />
      )}
    </Form>
  );
}

type FieldProps = { it: Draft; patch: (change: Partial<Draft>) => void };

function useOptions() {
  const { site_id } = usePlace();
  const path = { site_id };
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path } })),
  });
  const assets = useQuery({
    queryKey: ['assets', site_id, 'remote'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path, query: { limit: 500 } } })),
  });
  const options = (rows: readonly { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return { zones: options(zones.data?.rows), assets: options(assets.data?.rows) };
}

function WayFields({ it, patch }: FieldProps) {
  const { t } = useTranslation('boundary');
  const { zones, assets } = useOptions();
  return (
    <>
      <TextInput label={t('path_name')} required value={it.name} onChange={({ currentTarget: { value } }) => patch({ name: value })} />
      <TextInput
        label={t('solution')}
        description={t('solution_note')}
        required
        value={it.solution}
        onChange={({ currentTarget: { value } }) => patch({ solution: value })}
      />
      <Checkbox
        label={t('is_door')}
        description={t('door_note')}
        checked={it.is_door}
        onChange={({ currentTarget: { checked } }) => patch({ is_door: checked })}
      />
      <Select
        label={t('by_device')}
        description={t('by_device_note')}
        searchable
        clearable
        data={assets}
        value={it.asset_id}
        onChange={(asset_id) => patch({ asset_id, ...(asset_id === null ? {} : { service: null }) })}
      />
      <Select
        label={t('by_service')}
        description={t('by_service_note')}
        searchable
        clearable
        data={[...remoteServiceNames]}
        value={it.service}
        onChange={(service) => patch({ service, ...(service === null ? {} : { asset_id: null }) })}
      />
      <Select
        label={t('from_zone')}
        placeholder={t('from_anywhere')}
        searchable
        clearable
        data={zones}
        value={it.from_zone_id}
        onChange={(from_zone_id) => patch({ from_zone_id })}
      />
      <MultiSelect
        label={t('to_zones')}
        description={t('to_note')}
        searchable
        data={zones}
        value={it.to_zone_ids}
        onChange={(to_zone_ids) => patch({ to_zone_ids })}
      />
      <MultiSelect
        label={t('to_assets')}
        searchable
        data={assets}
        value={it.to_asset_ids}
        onChange={(to_asset_ids) => patch({ to_asset_ids })}
      />
    </>
  );
}

function AnswerFields({ it, patch }: FieldProps) {
  const { t } = useTranslation('boundary');
  const people = usePeople();
  return (
    <>
      <Select label={t('owner')} required searchable data={people} value={it.owner_id} onChange={(owner_id) => patch({ owner_id })} />
      <Textarea
        label={t('purpose')}
        description={t('purpose_note')}
        required
        autosize
        value={it.purpose}
        onChange={({ currentTarget: { value } }) => patch({ purpose: value })}
      />
      <TextInput
        type="date"
        label={t('reviewed_until')}
        description={t('reviewed_note')}
        required
        value={it.reviewed_until}
        onChange={({ currentTarget: { value } }) => patch({ reviewed_until: value })}
      />
    </>
  );
}

export function RegisterForm({ start, onClose }: { start: Draft; onClose: () => void }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const add = useAct(
    (draft: Draft) => {
      const body = { ...draft, owner_id: draft.owner_id ?? '' };
      return take(api.POST('/api/v1/sites/{site_id}/boundary/remote-paths', { params: { path: { site_id } }, body }));
    },
    { done: t('path_registered') },
  );
  return <PathForm start={start} submit={t('register')} needsReason={false} onClose={onClose} save={(draft) => add.run(draft)} />;
}

export function ChangePathForm({ of, onClose }: { of: RemotePath; onClose: () => void }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const change = useAct(
    ({ draft, reason }: { draft: Draft; reason: string }) => {
      const params = { path: { site_id, path_id: of.id } };
      const body = { ...draft, owner_id: draft.owner_id ?? '', reason, version: of.version };
      return take(api.PATCH('/api/v1/sites/{site_id}/boundary/remote-paths/{path_id}', { params, body }));
    },
    { done: t('path_changed') },
  );
  return (
    <PathForm
      start={draftOf(of)}
      submit={t('save')}
      needsReason
      onClose={onClose}
      save={(draft, reason) => change.run({ draft, reason })}
    />
  );
}
