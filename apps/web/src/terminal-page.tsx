// Making this browser a shared terminal: the code comes from whoever registered it.
import { pairBrowser } from '@holdfast/terminals/ui/person-step';
import { Form } from '@holdfast/design/form';
import { useTitle } from '@holdfast/design/page';
import { useProblemWord } from '@holdfast/design/problem';
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from './sign-in-calls.ts';
import { Gate } from './sign-in-page.tsx';

export function TerminalPage() {
  const { t } = useTranslation('terminals');
  useTitle(t('pair.title'));
  const word = useProblemWord();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const pair = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const { site_id } = await pairBrowser(code);
      await signOut().catch(() => undefined);
      sessionStorage.clear();
      location.assign(`/sites/${site_id}`);
    } catch (error) {
      setFault(word(error));
      setBusy(false);
    }
  };
  return (
    <Gate title={t('pair.title')}>
      <Text mb="md">{t('pair.lead')}</Text>
      <Form submit={t('pair.submit')} busy={busy} disabled={code.trim().length < 10} onSubmit={pair}>
        <TextInput
          label={t('pair.code')}
          placeholder="XXXXX-XXXXX"
          autoComplete="off"
          autoFocus
          value={code}
          onChange={({ currentTarget: { value } }) => setCode(value)}
        />
        {fault !== null && (
          <Text role="alert" c="var(--hf-alarm)">
            {fault}
          </Text>
        )}
      </Form>
    </Gate>
  );
}
