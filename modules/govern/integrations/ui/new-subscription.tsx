// A new receiver: a webhook or a syslog collector, what it is told, and whether it may lie in the plant's own nets.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, Checkbox, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShownOnce } from './tokens-panel.tsx';

const api = createClient();
/** What most receivers ask for; any kind of the ledger can be typed. */
const offered = [
  'finding.*',
  'conduit.*',
  'flow.*',
  'asset.*',
  'zone.*',
  'capture.*',
  'role.*',
  'person.*',
  'terminal.*',
  'token.*',
  'subscription.*',
];

export function NewSubscription() {
  const { t } = useTranslation('integrations');
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setOpen(false);
    setSecret(null);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('new_subscription')}</Button>
      <Dialog title={t('new_subscription')} opened={isOpen} onClose={close}>
        {isOpen && secret === null && <SubscriptionForm onClose={close} onMade={(made) => (made === null ? close() : setSecret(made))} />}
        {secret !== null && <ShownOnce secret={secret} says={t('secret_once')} onClose={close} />}
      </Dialog>
    </>
  );
}

type Wanted = {
  name: string;
  format: 'standard_webhook' | 'cef' | 'json';
  url: string;
  kinds: string[];
  place: string;
  allow_private: boolean;
  ca_pem: string;
};

function bodyOf({ name, format, url, kinds, place, allow_private, ca_pem }: Wanted, site_id: string) {
  const shared = { name, url, kinds, allow_private, site_id: place === 'site' ? site_id : null };
  if (format === 'standard_webhook') return { ...shared, way: 'webhook' as const };
  return { ...shared, way: 'syslog' as const, format, ca_pem: ca_pem.trim() === '' ? null : ca_pem };
}

function SubscriptionForm({ onClose, onMade }: { onClose: () => void; onMade: (secret: string | null) => void }) {
  const { t } = useTranslation('integrations');
  const { site_id, site_name } = usePlace();
  const [it, setIt] = useState<Wanted>({
    name: '',
    format: 'standard_webhook',
    url: '',
    kinds: [],
    place: 'all',
    allow_private: false,
    ca_pem: '',
  });
  const set = (patch: Partial<Wanted>): void => setIt((before) => ({ ...before, ...patch }));
  const make = useAct(async () => onMade((await take(api.POST('/api/v1/subscriptions', { body: bodyOf(it, site_id) }))).secret));
  const isSyslog = it.format !== 'standard_webhook';
  return (
    <Form
      submit={t('make')}
      busy={make.busy}
      disabled={it.name.trim() === '' || it.url.trim() === ''}
      onCancel={onClose}
      onSubmit={() => make.run(undefined)}
    >
      <TextInput label={t('name')} data-autofocus value={it.name} onChange={({ currentTarget: { value } }) => set({ name: value })} />
      <Select
        label={t('way')}
        allowDeselect={false}
        data={(['standard_webhook', 'cef', 'json'] as const).map((value) => ({ value, label: t(`format.${value}`) }))}
        value={it.format}
        onChange={(format) => set({ format: (format ?? 'standard_webhook') as Wanted['format'] })}
      />
      <TextInput
        label={t('address')}
        description={t(isSyslog ? 'address_syslog' : 'address_webhook')}
        value={it.url}
        onChange={({ currentTarget: { value } }) => set({ url: value })}
      />
      <Checkbox
        label={t('allow_private')}
        description={t('allow_private_says')}
        checked={it.allow_private}
        onChange={({ currentTarget: { checked } }) => set({ allow_private: checked })}
      />
      <TagsInput label={t('kinds')} description={t('kinds_says')} data={offered} value={it.kinds} onChange={(kinds) => set({ kinds })} />
      <Select
        label={t('place')}
        allowDeselect={false}
        data={[
          { value: 'all', label: t('everywhere') },
          { value: 'site', label: site_name },
        ]}
        value={it.place}
        onChange={(place) => set({ place: place ?? 'all' })}
      />
      {it.url.startsWith('tls:') && (
        <Textarea
          label={t('ca')}
          description={t('ca_says')}
          value={it.ca_pem}
          onChange={({ currentTarget: { value } }) => set({ ca_pem: value })}
        />
      )}
    </Form>
  );
}
