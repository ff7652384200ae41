// Who could complete a restore, and the code on paper for the night when only one of them is there.
import { Stack, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnBackups } from '../schema.ts';
import { Secret } from './secret.tsx';

const api = createClient();

export function Restorers({ people, code }: { people: OwnBackups['restorers']; code: OwnBackups['code'] }) {
  const { t } = useTranslation('own-backups');
  const isEnough = people.length > 1 && people.some(({ owner }) => owner);
  return (
    <Panel title={t('restorers.title')}>
      <Text maw={720}>{t('restorers.says')}</Text>
      <ul>
        {people.map(({ id, name, owner }) => (
          <li key={id}>
            {name} {owner && `(${t('restorers.owner')})`}
          </li>
        ))}
      </ul>
      {!isEnough && (
        <Text role="alert">
          <Badge tone="alarm">{t('restorers.few')}</Badge>
        </Text>
      )}
      <PaperCode code={code} />
      <Text c="dimmed" mt="sm">
        {t('restorers.how')}
      </Text>
    </Panel>
  );
}

// Kept outside of the panel, which is made anew when the answer comes again.
let shown: string | null = null;

function PaperCode({ code }: { code: OwnBackups['code'] }) {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  const [secret, setSecret] = useState(shown);
  const keep = (text: string | null): void => setSecret((shown = text));
  const [title, says, done] = [t('restorers.code_told'), t('restorers.code_told_says'), t('restorers.code_done')];
  return (
    <Stack gap="sm" mt="md" className="hf-backups-form">
      <Text fw={600}>{t('restorers.code_title')}</Text>
      <Text>{t('restorers.code_says')}</Text>
      {code === null ? (
        <Text>{t('restorers.code_none')}</Text>
      ) : (
        <Text>
          {t('restorers.code_is', { kept_by: code.kept_by, name: code.made_by_name })} <Time at={code.made_at} />
        </Text>
      )}
      {secret !== null && <Secret {...{ secret, title, says, done }} label={t('held.code_label')} onDone={() => keep(null)} />}
      {secret === null && may('own_backups.keep') && <MakeCode isAgain={code !== null} onMade={keep} />}
    </Stack>
  );
}

function MakeCode({ isAgain, onMade }: { isAgain: boolean; onMade: (code: string) => void }) {
  const { t } = useTranslation('own-backups');
  const [kept_by, setKeptBy] = useState('');
  const make = useAct(async () => onMade((await take(api.POST('/api/v1/own-backups/restore-code', { body: { kept_by } }))).code));
  return (
    <Form
      submit={t(isAgain ? 'restorers.code_make_again' : 'restorers.code_make')}
      busy={make.busy}
      disabled={kept_by.trim().length < 2}
      onSubmit={() => void make.run(undefined)}
    >
      <TextInput
        label={t('restorers.code_kept_by')}
        description={isAgain ? t('restorers.code_again_note') : t('restorers.code_kept_by_note')}
        value={kept_by}
        onChange={(event) => setKeptBy(event.currentTarget.value)}
      />
    </Form>
  );
}
