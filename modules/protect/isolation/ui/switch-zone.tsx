// One button for all conduits of a zone: what each would stop is shown before anybody says yes.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Alert, Button, Select, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsolationCard, ZoneSwitched, ZoneSwitchPreview } from '../schema.ts';

const api = createClient();
type Mode = 'isolated' | 'normal';

export function SwitchZone({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const [to, setTo] = useState<Mode | null>(null);
  const isOpen = it.conduits.some(({ mode }) => mode !== 'isolated');
  const isCut = it.conduits.some(({ mode }) => mode !== 'normal');
  return (
    <>
      {isOpen && (
        <Button color="var(--hf-alarm-fill)" onClick={() => setTo('isolated')}>
          {t('isolate')}
        </Button>
      )}
      {isCut && (
        <Button variant="default" onClick={() => setTo('normal')}>
          {t('restore')}
        </Button>
      )}
      <Dialog
        title={to === null ? '' : t(`switch_title.${to}`, { name: it.zone_name })}
        opened={to !== null}
        onClose={() => setTo(null)}
        size="lg"
      >
        {to !== null && <Preview it={it} to={to} onClose={() => setTo(null)} />}
      </Dialog>
    </>
  );
}

type Props = { it: IsolationCard; to: Mode; onClose: () => void };

function Preview(props: Props) {
  const { site_id } = usePlace();
  const path = { site_id, zone_id: props.it.id, mode: props.to };
  const asked = useQuery({
    queryKey: ['isolation-cards', site_id, 'preview', path.zone_id, path.mode],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/isolation-cards/{zone_id}/modes/{mode}', { params: { path } })),
    staleTime: 0,
  });
  return <Answer of={asked}>{(preview) => <SwitchForm {...props} preview={preview} />}</Answer>;
}

function SwitchForm({ it, to, onClose, preview }: Props & { preview: ZoneSwitchPreview }) {
  const { t } = useTranslation('isolation');
  const propose = it.state === 'missing' ? t('proposal_return') : it.return_condition;
  const [reason, setReason] = useState('');
  const [return_condition, setReturn] = useState(propose);
  const [authority_id, setAuthority] = useState<string | null>(null);
  const safety = preview.rows.filter((row) => row.mode !== to).reduce((sum, row) => sum + row.safety_stops, 0);
  const act = useSwitch(it);
  const isMissing =
    reason.trim().length < 3 || (to === 'isolated' && return_condition.trim() === '') || (safety > 0 && authority_id === null);
  const send = async (): Promise<void> => {
    if (await act.run({ mode: to, reason, return_condition: to === 'isolated' ? return_condition : '', authority_id })) onClose();
  };
  return (
    <Form
      submit={t(to === 'isolated' ? 'isolate' : 'restore')}
      busy={act.busy}
      disabled={isMissing}
      onCancel={onClose}
      onSubmit={send}
      danger={to === 'isolated'}
    >
      <Text>{t(`switch_says.${to}`)}</Text>
      <ol className="hf-card-steps">
        {preview.rows.map((row) => (
          <li key={row.id}>
            {row.name}: {row.mode === to ? t(`already.${to}`) : t('stops', { count: row.stops })}
            {row.mode !== to && !row.is_heard && <Text size="sm">{t('unheard')}</Text>}
          </li>
        ))}
      </ol>
      {safety > 0 && <Alert color="red">{t('safety_cut', { count: safety })}</Alert>}
      {safety > 0 && preview.authorities.length === 0 && <Alert color="gray">{t('no_authority')}</Alert>}
      {safety > 0 && preview.authorities.length > 0 && (
        <Select
          label={t('authority')}
          description={t('authority_note')}
          required
          data={preview.authorities.map(({ id, name }) => ({ value: id, label: name }))}
          value={authority_id}
          onChange={setAuthority}
        />
      )}
      <Textarea label={t('reason')} required autosize value={reason} onChange={({ currentTarget: { value } }) => setReason(value)} />
      {to === 'isolated' && (
        <Textarea
          label={t('field.return_condition')}
          description={t('return_note')}
          required
          autosize
          value={return_condition}
          onChange={({ currentTarget: { value } }) => setReturn(value)}
        />
      )}
    </Form>
  );
}

type Switching = { mode: Mode; reason: string; return_condition: string; authority_id: string | null };

function useSwitch(it: IsolationCard) {
  const { t } = useTranslation('isolation');
  const { site_id } = usePlace();
  const says = ({ rows }: ZoneSwitched): string => {
    const failed = rows.filter(({ outcome }) => outcome === 'failed');
    const done = t('switched', { count: rows.filter(({ outcome }) => outcome === 'switched').length });
    if (failed.length === 0) return done;
    return `${done} ${t('switch_failed', { count: failed.length, names: failed.map(({ name }) => name).join(', ') })}`;
  };
  return useAct(
    (body: Switching) =>
      take(api.POST('/api/v1/sites/{site_id}/isolation-cards/{zone_id}/mode', { params: { path: { site_id, zone_id: it.id } }, body })),
    { done: says },
  );
}
