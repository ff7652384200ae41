// One's own PIN for shared terminals.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Answer } from '@holdfast/design/states';
import { Dialog } from '@holdfast/design/form';
import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pinInput } from './name-person.tsx';

const api = createClient();

export function OwnPin() {
  const { t } = useTranslation('terminals');
  const [isOpen, setOpen] = useState(false);
  const mine = useQuery({ queryKey: ['me', 'pin'], queryFn: () => take(api.GET('/api/v1/me/pin')) });
  return (
    <Panel title={t('own_pin')}>
      <Answer of={mine}>
        {({ state, badge_ends_with }) => (
          <Group justify="space-between" gap="sm">
            <div>
              <Text>{t(`pin_state.${state}`)}</Text>
              <Text size="xs" c="dimmed">
                {badge_ends_with === null ? t('no_badge') : t('badge_ends', { digits: badge_ends_with })}
              </Text>
            </div>
            {state !== 'locked' && (
              <Button variant="default" onClick={() => setOpen(true)}>
                {t(state === 'none' ? 'set_pin' : 'change_pin')}
              </Button>
            )}
            <Dialog title={t('own_pin')} opened={isOpen} onClose={() => setOpen(false)}>
              {isOpen && <PinForm hasOne={state !== 'none'} onClose={() => setOpen(false)} />}
            </Dialog>
          </Group>
        )}
      </Answer>
    </Panel>
  );
}

function PinForm({ hasOne, onClose }: { hasOne: boolean; onClose: () => void }) {
  const { t } = useTranslation('terminals');
  const [it, setIt] = useState({ current: '', pin: '', again: '' });
  const set = useAct((body: { current?: string; pin: string }) => take(api.PUT('/api/v1/me/pin', { body })), { done: t('pin_set') });
  const send = async (): Promise<void> => {
    if (await set.run({ pin: it.pin, ...(hasOne ? { current: it.current } : {}) })) onClose();
  };
  const field = (name: 'current' | 'pin' | 'again', label: string) => (
    <PasswordInput
      {...pinInput}
      label={label}
      visible={false}
      rightSection={<span />}
      value={it[name]}
      onChange={({ currentTarget: { value } }) => setIt((before) => ({ ...before, [name]: value }))}
    />
  );
  const isReady = it.pin.length >= 6 && it.pin === it.again && (!hasOne || it.current !== '');
  return (
    <Form submit={t('set_pin')} busy={set.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('pin_rule')}</Text>
      {hasOne && field('current', t('current_pin'))}
      {field('pin', t('new_pin'))}
      {field('again', t('pin_again'))}
    </Form>
  );
}
