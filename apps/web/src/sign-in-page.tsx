// Signing in with e-mail and password.
import { PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { Form } from '@holdfast/design/form';
import { useFilters } from '@holdfast/design/filters';
import { useTitle } from '@holdfast/design/page';
import { useProblemWord } from '@holdfast/design/problem';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askMe, signIn } from './data.ts';
import { pathAfterSignIn } from './return-path.ts';
import { LanguageMenu } from './shell.tsx';
import { speak } from './words.ts';

export function SignInPage() {
  const { t } = useTranslation('web');
  useTitle(t('sign_in.title'));
  const [filters] = useFilters();
  const [asked, setAsked] = useState({ email: '', password: '' });
  const enter = useEnter(pathAfterSignIn(filters.to));
  return (
    <Gate title={t('sign_in.title')}>
      {filters.no_site !== undefined && <Text mb="md">{t('sign_in.no_site')}</Text>}
      <Form
        submit={t('sign_in.submit')}
        busy={enter.busy}

        onSubmit={() => enter.run(asked)}
      >
        <TextInput
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          size="sm"
          data-autofocus
          autoFocus
          value={asked.email}
          onChange={({ currentTarget: { value } }) => setAsked((it) => ({ ...it, email: value }))}
        />
        <PasswordInput
          label={t('sign_in.password')}
          autoComplete="current-password"
          size="sm"
          visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show_password') }}
          value={asked.password}
          onChange={({ currentTarget: { value } }) => setAsked((it) => ({ ...it, password: value }))}
        />
        {enter.fault !== null && (
          <Text role="alert" c="var(--hf-alarm)">
            {enter.fault}
          </Text>
        )}
      </Form>
    </Gate>
  );
}

function useEnter(to: string) {
  const word = useProblemWord();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async ({ email, password }: { email: string; password: string }): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await signIn(email, password);
      queries.clear();
      const me = await queries.fetchQuery(askMe);
      await speak(me.person.language);
      await navigate({ to, replace: true });
    } catch (error) {
      setFault(word(error));
    }
    setBusy(false);
  };
  return { run, busy, fault };
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
