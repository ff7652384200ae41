// Whom we witness: what the witness this organisation runs says of the logs of others.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Mono } from '@holdfast/ledger/ui/state-card';
import { Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Neighbours } from '../schema.ts';
import { FaultText } from './outside-card.tsx';

const api = createClient();

export function NeighboursPanel() {
  const { t } = useTranslation('anchors');
  const { may } = usePlace();
  const asked = useQuery({
    queryKey: ['anchors', 'neighbours'],
    queryFn: () => take(api.GET('/api/v1/anchors/neighbours')),
    refetchInterval: 30_000,
  });
  return (
    <Panel title={t('neighbours.title')}>
      <Text mb="sm">{t('neighbours.says')}</Text>
      <Answer of={asked}>
        {(it) => (
          <Stack gap="md">
            {it.url === null ? <HowTo /> : <Seen it={it} />}
            {may('anchors.keep') && <AddressForm key={it.url} url={it.url} />}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function HowTo() {
  const { t } = useTranslation('anchors');
  return (
    <details>
      <summary>{t('neighbours.how')}</summary>
      <Stack gap="sm" mt="sm">
        <Text size="sm">{t('neighbours.how_says')}</Text>
        <Mono label={t('neighbours.command')} text="holdfast witness serve --name witness.plant-b.example --listen 127.0.0.1:4410" />
      </Stack>
    </details>
  );
}

function Seen({ it }: { it: Neighbours }) {
  const { t } = useTranslation('anchors');
  const { count } = useNumbers();
  if (it.fault !== null) return <FaultText fault={it.fault} status={null} />;
  return (
    <>
      <Text>
        <Badge tone="good">{t('neighbours.runs')}</Badge> <span className="hf-mono">{it.name}</span>
      </Text>
      {it.logs.length === 0 ? (
        <Text>{t('neighbours.none')}</Text>
      ) : (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
          {it.logs.map(({ origin, size, at }) => (
            <li key={origin}>
              <Text size="sm" className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
                {origin}
              </Text>
              <Text size="sm" c="dimmed">
                {size === null ? (
                  t('neighbours.nothing')
                ) : (
                  <>
                    {t('neighbours.entries', { count: size, shown: count(size) })} <Time at={at} style="second" />
                  </>
                )}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('neighbours.keys')}</summary>
        <Mono label={t('neighbours.keys_says')} text={it.vkeys.join('\n')} />
      </details>
    </>
  );
}

function AddressForm({ url }: { url: string | null }) {
  const { t } = useTranslation('anchors');
  const [text, setText] = useState(url ?? '');
  const save = useAct(() => take(api.PUT('/api/v1/anchors/neighbours', { body: { url: text.trim() === '' ? null : text.trim() } })), {
    done: t('neighbours.saved'),
  });
  return (
    <Form submit={t('neighbours.save')} busy={save.busy} onSubmit={() => void save.run(undefined)}>
      <TextInput
        label={t('neighbours.address')}
        description={t('neighbours.address_says')}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
    </Form>
  );
}
