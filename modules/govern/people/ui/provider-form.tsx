// The settings of one OIDC provider or LDAP directory. Its secret is typed, sealed, and never shown again.
import { Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderRow } from '../schema.account.ts';
import { GroupRoles, type GroupRoleRow } from './group-roles.tsx';

const api = createClient();
type Kind = ProviderRow['kind'];
type Values = Record<string, string | boolean>;
type Held = { name: string; secret: string; values: Values; group_roles: GroupRoleRow[] };
type FormProps = { kind: Kind; known: ProviderRow | null; onClose: () => void };

const texts: Record<Kind, readonly string[]> = {
  oidc: ['issuer', 'client_id', 'scopes', 'group_claim'],
  ldap: ['url', 'base_dn', 'bind_dn', 'name_attributes', 'filter'],
};
const checks: Record<Kind, readonly string[]> = {
  oidc: ['has_second_factor', 'creates_people', 'links_by_email'],
  ldap: ['start_tls', 'creates_people', 'links_by_email'],
};
const optional = ['filter', 'bind_dn', 'scopes'];
const first: Record<Kind, Values> = {
  oidc: {
    issuer: '',
    client_id: '',
    scopes: 'openid profile email',
    group_claim: 'groups',
    has_second_factor: false,
    creates_people: false,
    links_by_email: false,
    ca: '',
  },
  ldap: {
    url: 'ldaps://',
    base_dn: '',
    bind_dn: '',
    name_attributes: 'uid, mail',
    filter: '',
    kind: 'open_ldap',
    start_tls: false,
    creates_people: false,
    links_by_email: false,
    ca: '',
  },
};

function heldOf(kind: Kind, known: ProviderRow | null): Held {
  if (known === null) return { name: '', secret: '', values: first[kind], group_roles: [] };
  const { group_roles, ...rest } = known.settings;
  const values = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : value]));
  return { name: known.name, secret: '', values: values as Values, group_roles };
}

function bodyOf(kind: Kind, { name, secret, values, group_roles }: Held) {
  const list = String(values['name_attributes'] ?? '')
    .split(/[\s,]+/)
    .filter(Boolean);
  const settings = {
    ...values,
    ...(kind === 'ldap' ? { name_attributes: list } : {}),
    group_roles: group_roles.filter((it) => it.group.trim() !== ''),
  };
  return { kind, name, settings, ...(secret === '' ? {} : { secret }) };
}

export function ProviderForm({ kind, known, onClose }: FormProps) {
  const { t } = useTranslation('people');
  const [it, setIt] = useState(() => heldOf(kind, known));
  const save = useAct(
    (held: Held) => {
      const body = bodyOf(kind, held);
      if (known === null) return take(api.POST('/api/v1/sign-in/providers', { body: body as never }));
      const params = { path: { provider_id: known.id } };
      return take(api.PUT('/api/v1/sign-in/providers/{provider_id}', { params, body: { ...body, enabled: known.enabled } as never }));
    },
    { done: t(known === null ? 'provider.added' : 'changed') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(it)) onClose();
  };
  const set = (key: string, value: string | boolean): void =>
    setIt((before) => ({ ...before, values: { ...before.values, [key]: value } }));
  const isReady = it.name.trim() !== '' && texts[kind].every((key) => optional.includes(key) || String(it.values[key] ?? '').trim() !== '');
  return (
    <Form submit={t('provider.save')} busy={save.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('provider.field.name')}
        description={t('provider.note.name')}
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt((before) => ({ ...before, name: value }))}
      />
      {kind === 'ldap' && (
        <Select
          label={t('provider.field.kind')}
          allowDeselect={false}
          data={['open_ldap', 'active_directory'].map((value) => ({ value, label: t(`provider.ldap_kind.${value}`) }))}
          value={String(it.values['kind'])}
          onChange={(value) => {
            set('kind', value ?? 'open_ldap');
            set('name_attributes', value === 'active_directory' ? 'sAMAccountName, userPrincipalName, mail' : 'uid, mail');
          }}
        />
      )}
      {texts[kind].map((key) => (
        <TextInput
          key={key}
          label={t(`provider.field.${key}`)}
          description={t(`provider.note.${key}`)}
          value={String(it.values[key] ?? '')}
          onChange={({ currentTarget: { value } }) => set(key, value)}
        />
      ))}
      <SecretInput
        kind={kind}
        it={it}
        has_secret={known?.has_secret === true}
        onChange={(secret) => setIt((before) => ({ ...before, secret }))}
      />
      {checks[kind].map((key) => (
        <Checkbox
          key={key}
          label={t(`provider.field.${key}`)}
          description={t(`provider.note.${key}`)}
          checked={it.values[key] === true}
          onChange={({ currentTarget: { checked } }) => set(key, checked)}
        />
      ))}
      <Textarea
        label={t('provider.field.ca')}
        description={t('provider.note.ca')}
        autosize
        minRows={2}
        maxRows={6}
        value={String(it.values['ca'] ?? '')}
        onChange={({ currentTarget: { value } }) => set('ca', value)}
      />
      <GroupRoles rows={it.group_roles} onChange={(group_roles) => setIt((before) => ({ ...before, group_roles }))} />
    </Form>
  );
}

function SecretInput({
  kind,
  it,
  has_secret,
  onChange,
}: {
  kind: Kind;
  it: Held;
  has_secret: boolean;
  onChange: (secret: string) => void;
}) {
  const { t } = useTranslation('people');
  return (
    <PasswordInput
      label={t(`provider.secret.${kind}`)}
      description={t(has_secret ? 'provider.secret_kept' : 'provider.secret_note')}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('new.show_password') }}
      value={it.secret}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
