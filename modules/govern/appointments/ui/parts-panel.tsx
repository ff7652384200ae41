// The four parties of a device: who operates, made, integrated and services it; set for this one or for many.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Known } from '@holdfast/design/states';
import type { Chosen } from '@holdfast/design/table';
import { Button, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partName, type PartName, type PartPlayed } from '../schema.duties.ts';

const api = createClient();
/** As many devices as the route takes at once. */
const most = 1000;

export function PartsPanel({ asset_id }: { asset_id: string }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const [past, may] = [useAsOf(), useMayNow()];
  const [isOpen, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: ['parts', site_id, asset_id, past.as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}/parts', { params: { path: { site_id, asset_id }, query: asOfQuery(past) } })),
  });
  return (
    <Panel
      title={t('parts.title')}
      aside={
        <>
          <AsOfPicker />
          {may('responsibilities.keep') && (
            <Button variant="default" size="xs" onClick={() => setOpen(true)}>
              {t('parts.set')}
            </Button>
          )}
        </>
      }
    >
      <AsOfNote says={t('as_of.parts')} />
      <Answer of={asked}>
        {({ parts, owner_name }) => (
          <Facts rows={parts.map((it) => [t(`part.${it.part}`), <Player key={it.part} it={it} owner_name={owner_name} />] as const)} />
        )}
      </Answer>
      <Dialog title={t('parts.set')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && (
          <PartsForm chosen={{ count: 1, ids: async () => [asset_id] }} played={asked.data?.parts ?? []} onClose={() => setOpen(false)} />
        )}
      </Dialog>
    </Panel>
  );
}

function Player({ it, owner_name }: { it: PartPlayed; owner_name: string | null }) {
  const { t } = useTranslation('appointments');
  const { path } = usePlace();
  if (it.name === null) return <Known value={null} />;
  const source = it.source === null || it.source === 'set' ? null : t(`parts.source.${it.source}`);
  return (
    <>
      {it.supplier_id === null ? (
        it.name
      ) : (
        <Go to={path('suppliers')} search={{ open: it.supplier_id }}>
          {it.name}
        </Go>
      )}
      {it.part === 'operator' && owner_name !== null && `, ${owner_name}`}
      {source !== null && (
        <Text span size="xs" c="dimmed">
          {' '}
          {source}
        </Text>
      )}
    </>
  );
}

type PartsFormProps = { chosen: Chosen; played?: readonly PartPlayed[]; onClose: () => void };

/**
 * Sets one part for many devices; what somebody else set since it was read is not replaced unseen. `played`: of one device, what its page shows;
 * of many, the form itself asks when each part was last set.
 */
export function PartsForm({ chosen, played, onClose }: PartsFormProps) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const [part, setPart] = useState<PartName>('integrator');
  const [who, setWho] = useState<string | null>(null);
  const [company, setCompany] = useState('');
  const suppliers = useQuery({
    queryKey: ['suppliers', site_id, 'players'],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/suppliers', { params: { path: { site_id }, query: { state: 'active', limit: 2000 } } })),
  });
  const last = useQuery({
    queryKey: ['parts', site_id, 'last'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/parts', { params: { path: { site_id } } })),
    enabled: played === undefined,
    // As it was when the form was opened: nobody sees here what came since.
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const options = [
    { value: 'own', label: t('parts.own') },
    ...(suppliers.data?.rows ?? []).map((it) => ({ value: it.id, label: it.name })),
    { value: 'company', label: t('parts.other') },
  ];
  const isRead = played !== undefined || last.data !== undefined;
  const isReady = isRead && who !== null && (who !== 'company' || company.trim() !== '');
  const set = useAct(
    async () => {
      const player = who === 'own' ? { is_own: true } : who === 'company' ? { company } : { supplier_id: who };
      const at_site = last.data?.parts.find((it) => it.part === part)?.set_at ?? null;
      const shown = played?.find((it) => it.part === part);
      const before = played === undefined ? { site_set_at: at_site } : { set_at: shown?.set_at ?? null };
      const ids = await chosen.ids();
      for (let at = 0; at < ids.length; at += most)
        await take(
          api.POST('/api/v1/sites/{site_id}/parts', {
            params: { path: { site_id } },
            body: { asset_ids: ids.slice(at, at + most), part, ...player, before },
          }),
        );
      return ids.length;
    },
    { done: (count) => t('parts.done', { count }) },
  );
  const send = async (): Promise<void> => {
    if (await set.run(undefined)) onClose();
  };
  return (
    <Form submit={t('save')} busy={set.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text>{t('parts.for', { count: chosen.count })}</Text>
      <Select
        label={t('parts.part')}
        allowDeselect={false}
        data={partName.options.map((value) => ({ value, label: t(`part.${value}`) }))}
        value={part}
        onChange={(value) => setPart(partName.parse(value))}
      />
      <Select label={t('parts.who')} required searchable data={options} value={who} onChange={setWho} />
      {who === 'company' && (
        <TextInput
          label={t('parts.company')}
          required
          maxLength={200}
          value={company}
          onChange={({ currentTarget: { value } }) => setCompany(value)}
        />
      )}
    </Form>
  );
}
