// Protection from outside: which witnesses, time stamps, log collectors and copies there are, how many witnesses are enough, whom we witness.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Mono } from '@holdfast/ledger/ui/state-card';
import { NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnchorSettingsPage } from '../schema.ts';
import { OneAnchor } from './anchor-row.tsx';
import { NeighboursPanel } from './neighbours-panel.tsx';
import { NewAnchor } from './new-anchor.tsx';

const api = createClient();

export function AnchorsPage() {
  const { t } = useTranslation('anchors');
  const { path } = usePlace();
  const asked = useQuery({ queryKey: ['anchors'], queryFn: () => take(api.GET('/api/v1/anchors')) });
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ to: path('ledger'), text: t('card.ledger') }]}>
      <Stack gap="lg" maw={1040}>
        <Answer of={asked}>
          {(it) => (
            <>
              <ListPanel it={it} />
              <PolicyPanel key={it.threshold} it={it} />
              <OwnLogs it={it} />
            </>
          )}
        </Answer>
        <NeighboursPanel />
      </Stack>
    </Page>
  );
}

function ListPanel({ it }: { it: AnchorSettingsPage }) {
  const { t } = useTranslation('anchors');
  const { may } = usePlace();
  return (
    <Panel title={t('list.title')} aside={may('anchors.keep') && <NewAnchor />}>
      {it.rows.length === 0 ? (
        <Empty title={t('list.none')}>{t('list.none_says')}</Empty>
      ) : (
        <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
          {it.rows.map((row) => (
            <OneAnchor key={row.id} it={row} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function PolicyPanel({ it }: { it: AnchorSettingsPage }) {
  const { t } = useTranslation('anchors');
  const { may } = usePlace();
  const [threshold, setThreshold] = useState<number | string>(it.threshold);
  const of = it.rows.filter(({ kind }) => kind === 'witness').length;
  const save = useAct(() => take(api.PUT('/api/v1/anchors/policy', { body: { threshold: Number(threshold) } })), {
    done: t('policy.saved'),
  });
  if (of === 0) return null;
  return (
    <Panel title={t('policy.title')}>
      <Text mb="sm">{t('policy.says', { count: it.threshold, of })}</Text>
      {it.threshold > of && (
        <Text mb="sm" role="alert">
          {t('policy.too_few', { count: of, needed: it.threshold })}
        </Text>
      )}
      {may('anchors.keep') && (
        <Form submit={t('policy.save')} busy={save.busy} disabled={threshold === ''} onSubmit={() => void save.run(undefined)}>
          <NumberInput
            label={t('policy.field')}
            min={1}
            max={Math.max(of, 1)}
            value={threshold}
            onChange={setThreshold}
            maw={220}
            required
          />
        </Form>
      )}
    </Panel>
  );
}

/** What a neighbour needs to know our logs. */
function OwnLogs({ it }: { it: AnchorSettingsPage }) {
  const { t } = useTranslation('anchors');
  const keys = it.logs.flatMap(({ vkeys }) => vkeys);
  return (
    <Panel title={t('own.title')}>
      <Text mb="sm">{t('own.says')}</Text>
      {keys.length === 0 ? (
        <Text>{t('own.none')}</Text>
      ) : (
        <details>
          <summary>{t('own.show', { count: it.logs.length })}</summary>
          <Stack gap="sm" mt="sm">
            <Mono label={t('own.command')} text={`holdfast witness add \\\n  ${keys.map((key) => `'${key}'`).join(' \\\n  ')}`} />
          </Stack>
        </details>
      )}
    </Panel>
  );
}
