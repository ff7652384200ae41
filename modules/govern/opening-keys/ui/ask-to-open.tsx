// Asking both sides to open something: the purpose, and the token kept in this browser.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepToken } from './opening-token.ts';

const api = createClient();

/** For an item of evidence. */
export function AskToOpen({ item_id }: { item_id: string }) {
  const { t } = useTranslation('opening-keys');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const ask = useAct(
    async (reason: string) => {
      const params = { path: { site_id, item_id } };
      const { opening_id, token } = await take(
        api.POST('/api/v1/sites/{site_id}/evidence/{item_id}/openings', { params, body: { reason } }),
      );
      keepToken(opening_id, token);
    },
    { done: t('openings.ask_done') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('openings.ask')}
      </Button>
      <ReasonDialog
        title={t('openings.ask')}
        says={t('openings.ask_says')}
        submit={t('openings.ask')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={ask.run}
      />
    </>
  );
}
