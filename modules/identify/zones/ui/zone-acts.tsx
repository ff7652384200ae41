// What a person does to zones: confirm, change, draw, ask for a new proposal.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import type { Zone } from '@holdfast/zones/schema';
import { Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useZoneName } from './zone-name.tsx';

const api = createClient();

/** Deletes a zone in which nothing stands; renders nothing for any other. */
export function RemoveZone({ zone }: { zone: Pick<Zone, 'id' | 'name' | 'assets'> }) {
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    () => take(api.DELETE('/api/v1/sites/{site_id}/zones/{zone_id}', { params: { path: { site_id, zone_id: zone.id } } })),
    { done: t('removed_done') },
  );
  if (zone.assets > 0 || !may('zones.keep')) return null;
  const remove = async (): Promise<void> => {
    if (await act.run(undefined)) setOpened(false);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('remove')}
      </Button>
      <Dialog title={t('remove_title', { name: zone.name })} opened={opened} onClose={() => setOpened(false)}>
        <Form submit={t('remove')} busy={act.busy} danger onCancel={() => setOpened(false)} onSubmit={remove}>
          <Text>{t('remove_says')}</Text>
        </Form>
      </Dialog>
    </>
  );
}

type ConfirmProps = { zones: readonly Pick<Zone, 'id' | 'name' | 'assets'>[]; primary?: boolean; onDone?: () => void };

/** Confirms the zones given, with a reason; renders nothing when there are none or the person may not. */
export function ConfirmZones({ zones, primary = true, onDone }: ConfirmProps) {
  const say = useZoneName();
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const [opened, setOpened] = useState(false);
  const act = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/zones/confirmations', {
          params: { path: { site_id } },
          body: { zone_ids: zones.map((zone) => zone.id), reason },
        }),
      ),
    { done: ({ confirmed }) => t('confirmed_done', { count: confirmed }) },
  );
  if (zones.length === 0 || !may('zones.keep')) return null;
  const confirm = async (reason: string): Promise<boolean> => {
    const isDone = await act.run(reason);
    if (isDone) onDone?.();
    return isDone;
  };
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={() => setOpened(true)}>
        {t('confirm_button', { count: zones.length })}
      </Button>
      <ReasonDialog
        title={t('confirm_title', { count: zones.length })}
        says={
          <>
            {t('confirm_says')}
            <List size="sm" mt="xs">
              {zones.slice(0, 12).map((zone) => (
                <List.Item key={zone.id}>{t('zone_with_devices', { name: say(zone.name), count: zone.assets })}</List.Item>
              ))}
            </List>
            {zones.length > 12 && t('and_more', { count: zones.length - 12 })}
          </>
        }
        submit={t('confirm')}
        opened={opened}
        onClose={() => setOpened(false)}
        onReason={confirm}
      />
    </>
  );
}

/** Asks for a new proposal from all that was seen. */
export function ProposeAgain() {
  const { t } = useTranslation('zones');
  const { site_id, may } = usePlace();
  const act = useAct(
    (body: Record<string, never>) => take(api.POST('/api/v1/sites/{site_id}/zones/proposal', { params: { path: { site_id } }, body })),
    {
      done: t('proposal_asked'),
    },
  );
  if (!may('zones.propose')) return null;
  return (
    <Button variant="default" loading={act.busy} onClick={() => void act.run({})}>
      {t('propose_again')}
    </Button>
  );
}
