// The five processes of information security as they are done here: who, how, and where each case is logged.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessVariant } from '../schema.duties.ts';
import { PersonReach } from './person-reach.tsx';

const api = createClient();

export function ProcessesView() {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['processes', site_id, past.as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/processes', { params: { path: { site_id }, query: asOfQuery(past) } })),
  });
  return (
    <>
      <Text c="dimmed">{t('processes.lead')}</Text>
      <Answer of={asked}>{({ processes }) => processes.map((it) => <Variant key={it.process} it={it} />)}</Answer>
    </>
  );
}

function Variant({ it }: { it: ProcessVariant }) {
  const { t } = useTranslation('appointments');
  const may = useMayNow();
  const [isOpen, setOpen] = useState(false);
  const missing = <Badge tone="attention">{t('processes.not_yet')}</Badge>;
  return (
    <Panel
      title={t(`process.${it.process}`)}
      aside={
        may('responsibilities.keep') && (
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('processes.write')}
          </Button>
        )
      }
    >
      <Facts
        rows={[
          [
            t('processes.who'),
            it.who.person_name === null ? (
              <Badge key="nobody" tone="attention">
                {t('nobody')}
              </Badge>
            ) : (
              <PersonReach key="who" name={it.who.person_name} reach={it.reach} />
            ),
          ],
          [t('processes.how'), it.how ?? missing],
          [t('processes.logged'), it.logged ?? missing],
        ]}
      />
      <Dialog title={t(`process.${it.process}`)} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <VariantForm it={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function VariantForm({ it, onClose }: { it: ProcessVariant; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const [how, setHow] = useState(it.how ?? '');
  const [logged, setLogged] = useState(it.logged ?? '');
  const keep = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/processes/{process}', {
          params: { path: { site_id, process: it.process } },
          body: { how, logged, before: { how: it.how, logged: it.logged } },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await keep.run(undefined)) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={keep.busy}
      disabled={how.trim().length < 3 || logged.trim().length < 3}
      onCancel={onClose}
      onSubmit={send}
    >
      <Textarea
        label={t('processes.how')}
        description={t('processes.how_note')}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={how}
        onChange={({ currentTarget: { value } }) => setHow(value)}
      />
      <TextInput
        label={t('processes.logged')}
        description={t('processes.logged_note')}
        required
        maxLength={500}
        value={logged}
        onChange={({ currentTarget: { value } }) => setLogged(value)}
      />
    </Form>
  );
}
