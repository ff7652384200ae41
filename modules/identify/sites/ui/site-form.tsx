// A site's name, country and time zone, and how long it keeps the history of its flows.
import { Autocomplete, NumberInput, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../schema.ts';

const api = createClient();
type Values = { name: string; country: string | null; time_zone: string };
const usualDays = 400;

export function SiteForm({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const { t } = useTranslation('sites');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [it, setIt] = useState({ name: site?.name ?? '', country: site?.country ?? '', time_zone: site?.time_zone ?? here });
  const [conversation_days, setDays] = useState(site?.conversation_days ?? usualDays);
  const save = useAct(
    (body: Values) =>
      site === null
        ? take(api.POST('/api/v1/sites', { body }))
        : take(api.PATCH('/api/v1/sites/{site_id}', { params: { path: { site_id: site.id } }, body: { ...body, conversation_days } })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run({ ...it, country: it.country === '' ? null : it.country.toUpperCase() })) onClose();
  };
  return (
    <Form submit={t('save')} busy={save.busy} disabled={it.name.trim() === '' || it.time_zone === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('site.name')}
        required
        data-autofocus
        value={it.name}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, name: value })}
      />
      <TextInput
        label={t('site.country')}
        description={t('site.country_note')}
        maxLength={2}
        value={it.country}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, country: value })}
      />
      <Autocomplete
        label={t('site.time_zone')}
        size="xs"
        limit={20}
        data={Intl.supportedValuesOf('timeZone')}
        value={it.time_zone}
        onChange={(time_zone) => setIt({ ...it, time_zone })}
      />
      {site !== null && (
        <NumberInput
          label={t('site.conversation_days')}
          description={t('site.conversation_days_note')}
          min={1}
          max={3660}
          allowDecimal={false}
          value={conversation_days}
          onChange={(days) => setDays(typeof days === 'number' ? days : usualDays)}
        />
      )}
    </Form>
  );
}
