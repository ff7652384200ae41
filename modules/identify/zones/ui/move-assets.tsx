// Moves chosen assets into a zone by a person's word; later proposals leave them there.
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { type Chosen, chosenOf } from '@holdfast/design/table';
import { Button, Select, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useZoneName } from './zone-name.tsx';

const api = createClient();
type Move = { zone_id: string; reason: string };
/** `chosen`: what the table has chosen, when that is more than the rows seen. */
type MoveProps = { assets: readonly { id: string }[]; chosen?: Chosen; onDone?: () => void };

/** Renders nothing when no asset is given or the person may not keep zones. */
export function MoveAssets({ assets, chosen = chosenOf(assets), onDone }: MoveProps) {
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useBulk(
    async (asset_ids, { zone_id, reason }: Move) => {
      const body = { asset_ids, reason };
      const answer = await take(
        api.POST('/api/v1/sites/{site_id}/zones/{zone_id}/members', { params: { path: { site_id, zone_id } }, body }),
      );
      return { done: answer.moved, refused: answer.refused, entry_id: answer.entry_id };
    },
    { done: (count) => t('moved_done', { count }) },
  );
  if (assets.length === 0 || !may('zones.keep')) return null;
  const move = async (it: Move): Promise<void> => {
    if (!(await act.run(chosen, it))) return;
    setOpened(false);
    onDone?.();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('move')}
      </Button>
      <Dialog title={t('move_title', { count: chosen.count })} opened={opened} onClose={() => setOpened(false)}>
        {opened && <MoveForm busy={act.busy} onMove={move} onCancel={() => setOpened(false)} />}
      </Dialog>
    </>
  );
}

function MoveForm({ busy, onMove, onCancel }: { busy: boolean; onMove: (it: Move) => void; onCancel: () => void }) {
  const { t } = useTranslation('zones');
  const { site_id } = usePlace();
  const [zone_id, setZone] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const say = useZoneName();
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  });
  const options = (zones.data?.rows ?? []).map((zone) => ({ value: zone.id, label: say(zone.name) }));
  return (
    <Form
      submit={t('move')}
      busy={busy}
      disabled={zone_id === null || reason.trim().length < 3}
      onCancel={onCancel}
      onSubmit={() => zone_id !== null && onMove({ zone_id, reason: reason.trim() })}
    >
      <Text>{t('move_says')}</Text>
      <Select label={t('zone')} required searchable data-autofocus data={options} value={zone_id} onChange={setZone} />
      <Textarea
        label={t('design:reason')}
        description={t('design:reason_kept')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
