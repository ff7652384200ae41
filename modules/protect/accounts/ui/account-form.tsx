// An account to add or change. There is no field for a password.
import { Select, Textarea, TextInput } from '@mantine/core';
import { useAssetChoices, useChoices } from '@holdfast/assets/ui/choices';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, accountKind, type NewAccount } from '../schema.ts';

const api = createClient();

export function useSaveAccount(account: Account | null, done: string) {
  const { site_id } = usePlace();
  return useAct(
    (body: NewAccount) =>
      account === null
        ? take(api.POST('/api/v1/sites/{site_id}/accounts', { params: { path: { site_id } }, body }))
        : take(
            api.PATCH('/api/v1/sites/{site_id}/accounts/{account_id}', {
              params: { path: { site_id, account_id: account.id } },
              body: { ...body, version: account.version },
            }),
          ),
    { done },
  );
}

const empty: NewAccount = {
  system: '',
  asset_id: null,
  login: '',
  kind: 'shared',
  holder_id: null,
  holder: null,
  purpose: null,
  last_reviewed: null,
};

export function AccountForm({ account, onClose }: { account: Account | null; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { people } = useChoices();
  const assets = useAssetChoices();
  const [it, setIt] = useState<NewAccount>(account === null ? empty : pick(account));
  const save = useSaveAccount(account, t('saved'));
  const send = async (): Promise<void> => {
    if (await save.run({ ...it, holder: it.holder?.trim() || null, purpose: it.purpose?.trim() || null })) onClose();
  };
  const nameOf = (id: string | null) => assets.find((asset) => asset.value === id)?.name ?? '';
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={it.system.trim() === '' || it.login.trim() === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <Select
        label={t('asset')}
        data={assets}
        searchable
        clearable
        limit={100}
        value={it.asset_id}
        onChange={(asset_id) => setIt({ ...it, asset_id, system: asset_id === null ? it.system : nameOf(asset_id) })}
      />
      <TextInput
        label={t('field.system')}
        required
        value={it.system}
        onChange={({ currentTarget }) => setIt({ ...it, system: currentTarget.value })}
      />
      <TextInput
        label={t('field.login')}
        description={t('login_note')}
        required
        autoComplete="off"
        value={it.login}
        onChange={({ currentTarget }) => setIt({ ...it, login: currentTarget.value })}
      />
      <Select
        label={t('field.kind')}
        allowDeselect={false}
        data={accountKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={it.kind}
        onChange={(kind) => setIt({ ...it, kind: (kind ?? 'shared') as NewAccount['kind'] })}
      />
      <Select
        label={t('person')}
        data={people}
        searchable
        clearable
        value={it.holder_id}
        onChange={(holder_id) => setIt({ ...it, holder_id })}
      />
      {it.holder_id === null && (
        <TextInput
          label={t('holder_other')}
          value={it.holder ?? ''}
          onChange={({ currentTarget }) => setIt({ ...it, holder: currentTarget.value })}
        />
      )}
      <Textarea
        label={t('field.purpose')}
        autosize
        minRows={2}
        value={it.purpose ?? ''}
        onChange={({ currentTarget }) => setIt({ ...it, purpose: currentTarget.value })}
      />
    </Form>
  );
}

function pick({ system, asset_id, login, kind, holder_id, holder, purpose, last_reviewed }: Account): NewAccount {
  return { system, asset_id, login, kind, holder_id, holder: holder_id === null ? holder : null, purpose, last_reviewed };
}
