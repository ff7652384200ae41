// What is done with keys: naming a holder, making and changing one's own, admitting, taking a key away.
import { createClient, take } from '@holdfast/client';
import { type Act, useAct } from '@holdfast/design/act';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Holder, type OpeningKeys, type Side, side as sides } from '../schema.ts';
import { NewPassphrase, Passphrase, shortest } from './passphrase.tsx';
import { sideWord } from './side-word.ts';

const api = createClient();

type OpenerProps = { text: string; primary?: boolean; children: (close: () => void) => ReactNode };

function Opener({ text, primary = false, children }: OpenerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {text}
      </Button>
      <Dialog title={text} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && children(() => setOpen(false))}
      </Dialog>
    </>
  );
}

export function NameHolder({ second }: { second: OpeningKeys['second_held_by'] }) {
  const { t } = useTranslation('opening-keys');
  return <Opener text={t('name.act')}>{(close) => <NameForm second={second} onClose={close} />}</Opener>;
}

function NameForm({ second, onClose }: { second: OpeningKeys['second_held_by']; onClose: () => void }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const [person_id, setPerson] = useState<string | null>(null);
  const [side, setSide] = useState<Side>('first');
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const data = (people.data?.rows ?? []).filter((it) => it.active).map((it) => ({ value: it.id, label: it.name }));
  const name = useAct(
    (body: { person_id: string; side: Side }) =>
      take(api.POST('/api/v1/sites/{site_id}/opening-keys/holders', { params: { path: { site_id } }, body })),
    { done: t('name.done') },
  );
  const send = async (): Promise<void> => {
    if (person_id !== null && (await name.run({ person_id, side }))) onClose();
  };
  return (
    <Form submit={t('name.act')} busy={name.busy} disabled={person_id === null} onCancel={onClose} onSubmit={send}>
      <Text>{t('name.note')}</Text>
      <Select label={t('name.person')} required searchable data-autofocus data={data} value={person_id} onChange={setPerson} />
      <Select
        label={t('name.side')}
        required
        allowDeselect={false}
        data={sides.options.map((value) => ({ value, label: t(sideWord(value, second)) }))}
        value={side}
        onChange={(value) => setSide(sides.parse(value))}
      />
    </Form>
  );
}

export function MakeKey() {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const make = useAct(
    ({ passphrase }: Chosen) =>
      take(api.POST('/api/v1/sites/{site_id}/opening-keys/own', { params: { path: { site_id } }, body: { passphrase } })),
    { done: t('make.done') },
  );
  return (
    <Opener primary text={t('make.act')}>
      {(close) => <ChooseForm says={t('make.says')} submit={t('make.act')} act={make} onClose={close} />}
    </Opener>
  );
}

export function RotateKey() {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const rotate = useAct(
    (body: Chosen) => take(api.POST('/api/v1/sites/{site_id}/opening-keys/own/rotation', { params: { path: { site_id } }, body })),
    { done: t('make.done') },
  );
  return (
    <Opener text={t('rotate.act')}>
      {(close) => <ChooseForm says={t('rotate.says')} submit={t('rotate.act')} act={rotate} onClose={close} old />}
    </Opener>
  );
}

type Chosen = { passphrase: string; old_passphrase: string };
type ChooseProps = { says: string; submit: string; act: Act<Chosen>; onClose: () => void; old?: boolean };

function ChooseForm({ says, submit, act, onClose, old = false }: ChooseProps) {
  const { t } = useTranslation('opening-keys');
  const [old_passphrase, setOld] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const isReady = passphrase.length >= shortest && passphrase === again && (!old || old_passphrase !== '');
  const send = async (): Promise<void> => {
    if (await act.run({ passphrase, old_passphrase })) onClose();
  };
  return (
    <Form submit={submit} busy={act.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text>{says}</Text>
      {old && <Passphrase label={t('old_passphrase')} value={old_passphrase} onChange={setOld} />}
      <NewPassphrase value={passphrase} onChange={setPassphrase} again={again} onAgain={setAgain} />
    </Form>
  );
}

/** Asks for the person's passphrase and does one thing with it. */
export function AgreeForm({ says, submit, act, onClose }: { says: string; submit: string; act: Act<string>; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const send = async (): Promise<void> => {
    if (await act.run(passphrase)) onClose();
  };
  return (
    <Form submit={submit} busy={act.busy} disabled={passphrase === ''} onCancel={onClose} onSubmit={send}>
      <Text>{says}</Text>
      <Passphrase value={passphrase} onChange={setPassphrase} />
    </Form>
  );
}

export function HolderActs({ holder, mayAdmit }: { holder: Holder; mayAdmit: boolean }) {
  const { t } = useTranslation('opening-keys');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const params = { path: { site_id, key_id: holder.id } };
  const admit = useAct(
    (passphrase: string) =>
      take(api.POST('/api/v1/sites/{site_id}/opening-keys/holders/{key_id}/admission', { params, body: { passphrase } })),
    { done: t('admit.done') },
  );
  const remove = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/opening-keys/holders/{key_id}/removal', { params, body: { reason } })),
    { done: t('remove.done') },
  );
  return (
    <Group gap="sm">
      {mayAdmit && (
        <Opener text={t('admit.act')}>
          {(close) => <AgreeForm says={t('admit.says', { name: holder.name })} submit={t('admit.act')} act={admit} onClose={close} />}
        </Opener>
      )}
      {may('opening_keys.name') && (
        <Button variant="default" aria-label={`${t('remove.act')}: ${holder.name}`} onClick={() => setOpen(true)}>
          {t('remove.act')}
        </Button>
      )}
      <ReasonDialog
        title={t('remove.act')}
        says={t('remove.says', { name: holder.name })}
        submit={t('remove.act')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={remove.run}
        danger
      />
    </Group>
  );
}
