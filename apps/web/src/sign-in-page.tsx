// Signing in: by password, passkey or the organisation's own sign-in, and whatever is still missing after that.
import { Anchor, Button, Divider, Stack, Text, Title } from '@mantine/core';
import { useFilters } from '@holdfast/design/filters';
import { useTitle } from '@holdfast/design/page';
import { useProblemWord } from '@holdfast/design/problem';
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askMe } from './data.ts';
import { pathAfterSignIn } from './return-path.ts';
import { LanguageMenu } from './shell.tsx';
import { askForPasskey, type Entered, givePasskey, listWays, type Need, startAtProvider } from './sign-in-calls.ts';
import { CodeForm, EnrolmentForm, NewPasswordForm, PasswordForm, ResetForm } from './sign-in-forms.tsx';
import { speak } from './words.ts';

type Step = 'password' | 'reset' | Need;
const needs: readonly string[] = ['code', 'new_password', 'enrolment'] satisfies Need[];

/** What every form of the sign-in gets: to try something, and how it went. */
export type Entering = { run: (work: () => Promise<Entered>) => Promise<void>; busy: boolean; fault: string | null };

export function SignInPage() {
  const { t } = useTranslation(['web', 'people']);
  const [filters] = useFilters();
  const to = pathAfterSignIn(filters.to);
  const [step, setStep] = useState<Step>(needs.includes(filters.needs ?? '') ? (filters.needs as Need) : 'password');
  const enter = useEnter(to, setStep, useFirstFault(filters));
  const titles: Record<Step, string> = {
    password: t('sign_in.title'),
    reset: t('people:enter.reset_title'),
    code: t('people:enter.code_title'),
    new_password: t('people:password.choose'),
    enrolment: t('people:enter.enrol_title'),
  };
  useTitle(titles[step]);
  return (
    <Gate title={titles[step]}>
      {filters.no_site !== undefined && <Text mb="md">{t('sign_in.no_site')}</Text>}
      {step === 'password' && <PasswordStep enter={enter} to={to} onReset={() => setStep('reset')} />}
      {step === 'reset' && <ResetForm enter={enter} />}
      {step === 'code' && <CodeForm enter={enter} />}
      {step === 'new_password' && <NewPasswordForm enter={enter} />}
      {step === 'enrolment' && <EnrolmentForm enter={enter} />}
      {enter.fault !== null && (
        <Text role="alert" c="var(--hf-alarm)" mt="md">
          {enter.fault}
        </Text>
      )}
      {step !== 'password' && (
        <Anchor component="button" type="button" mt="md" onClick={() => setStep('password')}>
          {t('people:enter.back')}
        </Anchor>
      )}
    </Gate>
  );
}

/** What went wrong at a provider, told when it sent the browser back here. */
function useFirstFault({ fault, reason }: Readonly<Record<string, string>>): string | null {
  const { t } = useTranslation('failure');
  return fault === undefined || !/^[a-z_]{1,60}$/.test(fault) ? null : t([fault, 'kind_unauthenticated'], { reason: reason ?? '' });
}

function useEnter(to: string, onNeed: (need: Need) => void, first: string | null): Entering {
  const word = useProblemWord();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(first);
  const run = async (work: () => Promise<Entered>): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const entered = await work();
      if (entered.needs === undefined) {
        queries.clear();
        const me = await queries.fetchQuery(askMe);
        await speak(me.person.language);
        await navigate({ to, replace: true });
      } else onNeed(entered.needs);
    } catch (error) {
      setFault(word(error));
    }
    setBusy(false);
  };
  return { run, busy, fault };
}

function PasswordStep({ enter, to, onReset }: { enter: Entering; to: string; onReset: () => void }) {
  const { t } = useTranslation('people');
  const ways = useQuery({ queryKey: ['ways'], queryFn: listWays, retry: false, staleTime: 60_000 });
  const providers = ways.data?.providers ?? [];
  const hasPasskeys = browserSupportsWebAuthn();
  return (
    <Stack gap="md">
      <PasswordForm enter={enter} directories={ways.data?.directories ?? []} />
      <Anchor component="button" type="button" size="sm" ta="left" onClick={onReset}>
        {t('enter.have_code')}
      </Anchor>
      {(hasPasskeys || providers.length > 0) && <Divider label={t('enter.or')} />}
      {hasPasskeys && <PasskeyButton enter={enter} />}
      {providers.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => void enter.run(() => leaveFor(id, to))}>
          {t('enter.with', { name })}
        </Button>
      ))}
    </Stack>
  );
}

/** Never resolves: the browser is on its way to the provider. */
async function leaveFor(provider_id: string, to: string): Promise<Entered> {
  const { url } = await startAtProvider(provider_id, to);
  location.assign(url);
  return new Promise(() => {});
}

function PasskeyButton({ enter }: { enter: Entering }) {
  const { t } = useTranslation('people');
  const [isBroken, setBroken] = useState(false);
  const send = async (): Promise<void> => {
    setBroken(false);
    const answered = await askForPasskey()
      .then(({ options }) => startAuthentication({ optionsJSON: options }))
      .catch(() => null);
    if (answered === null) setBroken(true);
    else await enter.run(() => givePasskey(answered));
  };
  return (
    <>
      <Button variant="default" onClick={() => void send()}>
        {t('passkey.sign_in')}
      </Button>
      {isBroken && (
        <Text role="alert" size="sm">
          {t('passkey.not_given')}
        </Text>
      )}
    </>
  );
}

/** The page before the door: product, box, language. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="hf-gate">
      <div className="hf-panel hf-gate-box">
        <div style={{ display: 'flex', alignItems: 'center', gap: 8, marginBottom: 16 }}>
          <img src="/mark.svg" width={24} height={24} alt="" />
          <Title order={1} style={{ flex: 1 }}>
            {title}
          </Title>
          <LanguageMenu keep={false} />
        </div>
        {children}
      </div>
    </main>
  );
}
