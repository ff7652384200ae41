// The human anchor: a sheet with size, root and fingerprint for the minutes, and a field to type one in years later.
import './fingerprint.css';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FingerprintAnswer, Printed } from '../schema.ts';

const api = createClient();

export function FingerprintPage() {
  const { t } = useTranslation('anchors');
  const { path, site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['ledger', site_id, 'fingerprint'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/fingerprint', { params: { path: { site_id } } })),
  });
  return (
    <Page
      title={t('paper.title')}
      lead={t('paper.lead')}
      crumbs={[{ to: path('ledger'), text: t('card.ledger') }]}
      actions={<Button onClick={() => window.print()}>{t('paper.print')}</Button>}
    >
      <Answer of={asked}>{(it) => <Sheet it={it} />}</Answer>
      <div className="hf-no-print">
        <CheckPanel />
      </div>
    </Page>
  );
}

function Sheet({ it }: { it: Printed }) {
  const { t } = useTranslation('anchors');
  const { site_name } = usePlace();
  const { count } = useNumbers();
  return (
    <article className="hf-print-sheet">
      <Title order={2}>{t('paper.of', { site: site_name })}</Title>
      <dl>
        <dt>{t('paper.size')}</dt>
        <dd className="hf-print-large">{count(it.size)}</dd>
        <dt>{t('paper.fingerprint')}</dt>
        <dd className="hf-print-large hf-mono">{it.fingerprint}</dd>
        <dt>{t('paper.at')}</dt>
        <dd>
          <Time at={it.published_at} style="second" />
        </dd>
        <dt>{t('paper.root')}</dt>
        <dd className="hf-mono">{it.root}</dd>
        <dt>{t('paper.origin')}</dt>
        <dd className="hf-mono">{it.origin}</dd>
      </dl>
      <Text size="sm">{t('paper.how')}</Text>
      <div className="hf-print-signs">
        {(['place', 'name', 'signature'] as const).map((key) => (
          <span key={key}>{t(`paper.${key}`)}</span>
        ))}
      </div>
    </article>
  );
}

const tones: Record<FingerprintAnswer['verdict'], Tone> = { same: 'good', other: 'alarm', shorter: 'alarm', no_fingerprint: 'attention' };

function CheckPanel() {
  const { t } = useTranslation('anchors');
  const { site_id } = usePlace();
  const [size, setSize] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [answer, setAnswer] = useState<FingerprintAnswer | null>(null);
  const number = Number(size.replaceAll(/[\s.,'’]/g, ''));
  const isNumber = Number.isSafeInteger(number) && number > 0;
  const query = { size: number, fingerprint };
  const check = useAct(async () =>
    setAnswer(await take(api.GET('/api/v1/sites/{site_id}/ledger/fingerprint/check', { params: { path: { site_id }, query } }))),
  );
  return (
    <Panel title={t('check.title')}>
      <Text mb="sm">{t('check.says')}</Text>
      <Form
        submit={t('check.do')}
        busy={check.busy}
        disabled={!isNumber || fingerprint.trim() === ''}
        onSubmit={() => void check.run(undefined)}
      >
        <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('paper.size')}
            required
            inputMode="numeric"
            value={size}
            onChange={({ currentTarget: { value } }) => setSize(value)}
          />
          <TextInput
            label={t('paper.fingerprint')}
            required
            placeholder="XXXX-XXXX-XXXX-XXXX"
            autoCapitalize="characters"
            spellCheck={false}
            value={fingerprint}
            onChange={({ currentTarget: { value } }) => setFingerprint(value)}
          />
        </Group>
      </Form>
      <div aria-live="polite">
        {answer !== null && (
          <Group gap="sm" align="flex-start" mt="md" wrap="nowrap">
            <Badge tone={tones[answer.verdict]}>{t(`verdict.${answer.verdict}.title`)}</Badge>
            <Text>{t(`verdict.${answer.verdict}.says`, { size: answer.log_size })}</Text>
          </Group>
        )}
      </div>
    </Panel>
  );
}
