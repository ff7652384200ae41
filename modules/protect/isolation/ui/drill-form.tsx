// A drill to start: the open window, the responder in the zone, and a host beyond each conduit.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Alert, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsolationCard } from '../schema.ts';

const api = createClient();

export function DrillForm({ it, onClose }: { it: IsolationCard; onClose: () => void }) {
  const { t } = useTranslation('isolation');
  const { site_id } = usePlace();
  const [window_id, setWindow] = useState<string | null>(null);
  const [responder, setResponder] = useState('');
  const [hosts, setHosts] = useState<Record<string, string>>({});
  const query = { phase: 'under_way', zone_id: it.id };
  const windows = useQuery({
    queryKey: ['windows', site_id, 'open', it.id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/windows', { params: { path: { site_id }, query } })),
  });
  const probers = Object.entries(hosts).flatMap(([conduit_id, address]) =>
    address.trim() === '' ? [] : [{ conduit_id, address: address.trim() }],
  );
  const start = useAct(
    (chosen: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/isolation-cards/{zone_id}/drills', {
          params: { path: { site_id, zone_id: it.id } },
          body: { window_id: chosen, responders: [{ address: responder.trim() }], probers },
        }),
      ),
    { done: t('drill.started') },
  );
  const send = async (): Promise<void> => {
    if (window_id !== null && (await start.run(window_id))) onClose();
  };
  const open = (windows.data?.rows ?? []).map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  const isMissing = window_id === null || responder.trim() === '' || probers.length === 0;
  return (
    <Form submit={t('drill.start')} busy={start.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      {windows.data !== undefined && open.length === 0 ? (
        <Alert color="gray">{t('drill.no_window')}</Alert>
      ) : (
        <Select
          label={t('drill.window')}
          description={t('drill.window_note')}
          required
          data={open}
          value={window_id}
          onChange={setWindow}
        />
      )}
      <TextInput
        label={t('drill.responder')}
        description={t('drill.responder_note')}
        required
        value={responder}
        onChange={({ currentTarget: { value } }) => setResponder(value)}
      />
      {it.conduits.map(({ id, name }) => (
        <TextInput
          key={id}
          label={t('drill.prober', { name })}
          description={t('drill.prober_note')}
          value={hosts[id] ?? ''}
          onChange={({ currentTarget: { value } }) => setHosts({ ...hosts, [id]: value })}
        />
      ))}
    </Form>
  );
}
