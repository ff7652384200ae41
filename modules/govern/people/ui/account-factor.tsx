// The second factor of one's own account: turn it on with an authenticator app, renew recovery codes, turn it off.
import { Button, Group, Stack, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../schema.account.ts';
import { type Proof, ProveSelf } from './prove-self.tsx';
import { EnrolForm, RecoveryCodes } from './second-factor-steps.tsx';

const api = createClient();
type Key = { secret: string; uri: string };
type Step = 'prove' | 'renew' | 'remove' | { key: Key } | { codes: readonly string[] } | null;

export function AccountFactor({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  const [step, setStep] = useState<Step>(null);
  const { on, since, recovery_codes_left: left, required } = account.factor;
  return (
    <Panel
      title={t('factor.title')}
      aside={<Badge tone={on ? 'good' : required ? 'attention' : 'off'}>{t(on ? 'factor.on' : 'factor.off')}</Badge>}
    >
      <Stack gap="sm">
        <Text c="dimmed">
          {t(on ? 'factor.on_says' : 'factor.off_says')}
          {required && ` ${t('factor.required')}`}
        </Text>
        {on && (
          <Text>
            {t('factor.since')} <Time at={since} style="day" /> · {t('factor.codes_left', { count: left })}
          </Text>
        )}
        <Group gap="sm">
          {!on && <Button onClick={() => setStep('prove')}>{t('factor.turn_on')}</Button>}
          {on && (
            <Button variant="default" onClick={() => setStep('renew')}>
              {t('factor.renew')}
            </Button>
          )}
          {on && !required && (
            <Button variant="default" onClick={() => setStep('remove')}>
              {t('factor.turn_off')}
            </Button>
          )}
        </Group>
        <FactorDialogs account={account} step={step} setStep={setStep} />
      </Stack>
    </Panel>
  );
}

function FactorDialogs({ account, step, setStep }: { account: Account; step: Step; setStep: (step: Step) => void }) {
  const { t } = useTranslation('people');
  const close = (): void => setStep(null);
  const begin = useAct(async (body: Proof) => setStep({ key: await take(api.POST('/api/v1/me/second-factor', { body })) }));
  const renew = useAct(async (body: Proof) => {
    const { recovery_codes: codes } = await take(api.POST('/api/v1/me/second-factor/recovery-codes', { body }));
    setStep({ codes });
  });
  const remove = useAct((body: Proof) => take(api.POST('/api/v1/me/second-factor/removal', { body })), { done: t('factor.turned_off') });
  const confirm = useAct(
    async (code: string) => {
      const { recovery_codes: codes } = await take(api.POST('/api/v1/me/second-factor/confirmation', { body: { code } }));
      setStep({ codes });
    },
    { done: t('factor.turned_on') },
  );
  // The next step replaces the dialog, so proving does not close it.
  const onwards = (run: (proof: Proof) => Promise<boolean>) => async (proof: Proof) => (await run(proof), false);
  const shared = { account, onClose: close };
  const open = typeof step === 'object' && step !== null ? step : null;
  return (
    <>
      <ProveSelf {...shared} opened={step === 'prove'} title={t('factor.title')} submit={t('factor.next')} onProof={onwards(begin.run)} />
      <ProveSelf
        {...shared}
        opened={step === 'renew'}
        title={t('factor.renew')}
        says={t('factor.renew_says')}
        submit={t('factor.renew')}
        onProof={onwards(renew.run)}
      />
      <ProveSelf
        {...shared}
        opened={step === 'remove'}
        title={t('factor.turn_off')}
        says={t('factor.turn_off_says')}
        submit={t('factor.turn_off')}
        danger
        onProof={remove.run}
      />
      <Dialog title={t('factor.title')} opened={open !== null && 'key' in open} onClose={close}>
        {open !== null && 'key' in open && (
          <EnrolForm {...open.key} busy={confirm.busy} onCode={(code) => void confirm.run(code)} onCancel={close} />
        )}
      </Dialog>
      <Dialog title={t('factor.codes')} opened={open !== null && 'codes' in open} onClose={close}>
        {open !== null && 'codes' in open && <RecoveryCodes codes={open.codes} onKept={close} />}
      </Dialog>
    </>
  );
}
