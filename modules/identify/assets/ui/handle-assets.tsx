// Handling assets through their life: onboard, move, retire, wipe, bring back; each says what will stop before it asks.
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { type Chosen, chosenOf } from '@holdfast/design/table';
import { Button, Menu, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refuseHandling, refuseRequest } from '../rules.handling.ts';
import { type Asset, type Handling, handlingAct, type HandlingAct, wipeMethod } from '../schema.ts';
import { useChoices } from './choices.tsx';

const api = createClient();
type Subject = Pick<Asset, 'id' | 'name' | 'lifecycle' | 'standing'>;
type Body = Omit<Handling, 'asset_ids'>;

/** Renders nothing when the person may not handle assets or no act fits any of them. */
export function HandleAssets({
  assets,
  chosen = chosenOf(assets),
  onDone,
}: {
  assets: readonly Subject[];
  chosen?: Chosen;
  onDone?: () => void;
}) {
  const { t } = useTranslation('assets');
  const { may } = usePlace();
  const [act, setAct] = useState<HandlingAct | null>(null);
  const acts = handlingAct.options.filter((it) => assets.some((asset) => refuseHandling(asset, it) === null));
  if (acts.length === 0 || !may('assets.handle')) return null;
  const close = (): void => setAct(null);
  const finish = (): void => {
    close();
    onDone?.();
  };
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('handle.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map((it) => (
            <Menu.Item key={it} onClick={() => setAct(it)}>
              {t(`handle.${it}.act`)} …
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Dialog
        title={act === null ? '' : t(`handle.${act}.title`, { count: chosen.count, name: assets[0]?.name })}
        opened={act !== null}
        onClose={close}
      >
        {act !== null && <HandleForm act={act} assets={assets} chosen={chosen} onClose={close} onDone={finish} />}
      </Dialog>
    </>
  );
}

type FormProps = { act: HandlingAct; assets: readonly Subject[]; chosen: Chosen; onClose: () => void; onDone: () => void };

function HandleForm({ act, assets, chosen, onClose, onDone }: FormProps) {
  const { t } = useTranslation(['assets', 'design']);
  const choices = useChoices();
  const [body, setBody] = useState<Body>({ act, reason: '', to_zone_id: null, to_location: null, method: null });
  const handle = useHandle();
  const set = (part: Partial<Body>): void => setBody({ ...body, ...part });
  const isWhole = refuseRequest(body) === null && body.reason.trim().length >= 3;
  const send = async (): Promise<void> => {
    if (await handle.run(chosen, { ...body, reason: body.reason.trim() })) onDone();
  };
  return (
    <Form
      submit={t(`handle.${act}.act`)}
      busy={handle.busy}
      disabled={!isWhole}
      onCancel={onClose}
      danger={act === 'wiped'}
      onSubmit={send}
    >
      <Text>{t(`handle.${act}.says`)}</Text>
      {(act === 'retired' || act === 'wiped') && assets.length === 1 && <Effects asset_id={assets[0]!.id} />}
      {act === 'wiped' && (
        <Select
          label={t('handle.method')}
          required
          data={wipeMethod.options.map((value) => ({ value, label: t(`wipe_method.${value}`) }))}
          value={body.method}
          onChange={(method) => set({ method: method as Body['method'] })}
        />
      )}
      {act !== 'wiped' && act !== 'retired' && (
        <Select
          label={t('handle.to_zone')}
          clearable
          searchable
          data={choices.zones}
          value={body.to_zone_id}
          onChange={(to_zone_id) => set({ to_zone_id })}
        />
      )}
      <TextInput
        label={t('handle.to_location')}
        maxLength={200}
        value={body.to_location ?? ''}
        onChange={(event) => set({ to_location: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      <Textarea
        label={t('design:reason')}
        description={t('design:reason_kept')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={body.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </Form>
  );
}

/** What hangs on it now. */
function Effects({ asset_id }: { asset_id: string }) {
  const { t } = useTranslation('assets');
  const history = useHandling(asset_id);
  if (history.data === undefined) return null;
  const { flows, partners, rules } = history.data.effects;
  const sentences = [
    flows > 0
      ? `${t('handle.effect_flows', { count: flows })} ${t('handle.effect_partners', { count: partners })}`
      : t('handle.effect_none'),
  ];
  if (rules > 0) sentences.push(t('handle.effect_rules', { count: rules }));
  return <Text fw={600}>{sentences.join(' ')}</Text>;
}

/** What was done with an asset and what hangs on it. */
export function useHandling(asset_id: string) {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['assets', site_id, 'handling', asset_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}/handling', { params: { path: { site_id, asset_id } } })),
  });
}

function useHandle() {
  const { t } = useTranslation('assets');
  const { site_id } = usePlace();
  return useBulk(
    async (asset_ids, it: Body) => {
      const body = { ...it, asset_ids };
      const answer = await take(api.POST('/api/v1/sites/{site_id}/assets/handling', { params: { path: { site_id } }, body }));
      return { done: answer.handled, refused: answer.refused, entry_id: answer.entry_id };
    },
    { done: (count) => t('handle.done', { count }) },
  );
}
