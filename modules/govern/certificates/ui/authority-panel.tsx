// The plant authority: its root, the successor, and what takes over when.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Authority, CertificateState } from '../schema.ts';
import { Fingerprint } from './fingerprint.tsx';

const api = createClient();
const tones: Record<Authority['state'], Tone> = { current: 'good', next: 'waiting', past: 'off' };

export function AuthorityPanel({ state }: { state: CertificateState }) {
  const { t } = useTranslation('certificates');
  const next = state.authorities.find((it) => it.state === 'next');
  return (
    <Panel title={t('authority.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('authority.says')}
      </Text>
      <Stack gap="lg">
        {state.authorities.map((it) => (
          <OneAuthority key={it.fingerprint} authority={it} />
        ))}
      </Stack>
      <Succession hasNext={next !== undefined} />
    </Panel>
  );
}

function OneAuthority({ authority }: { authority: Authority }) {
  const { t } = useTranslation('certificates');
  return (
    <div>
      <Facts
        rows={[
          [t('authority.name'), authority.name],
          [
            t('authority.state'),
            <Badge key="state" tone={tones[authority.state]}>
              {t(`authority.state_${authority.state}`)}
            </Badge>,
          ],
          [t('shown.until'), <Time key="until" at={authority.not_after} style="day" />],
          [t('fingerprint'), <Fingerprint key="fingerprint" value={authority.fingerprint} />],
        ]}
      />
      {authority.state !== 'past' && (
        <Button variant="default" mt="sm" onClick={() => save(authority)}>
          {t('authority.download')}
        </Button>
      )}
    </div>
  );
}

/** Saves the authority's certificate as a file browsers and machines take. */
export function save(authority: Authority): void {
  const url = URL.createObjectURL(new Blob([authority.pem], { type: 'application/x-x509-ca-cert' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `holdfast-ca-${authority.fingerprint.slice(0, 8)}.crt`;
  link.click();
  URL.revokeObjectURL(url);
}

function Succession({ hasNext }: { hasNext: boolean }) {
  const { t } = useTranslation('certificates');
  const { may } = usePlace();
  const [isAsking, ask] = useState(false);
  const prepare = useAct(() => take(api.POST('/api/v1/certificates/authorities')), { done: t('authority.prepared') });
  const succeed = useAct(() => take(api.POST('/api/v1/certificates/authorities/succession')), { done: t('authority.succeeded') });
  const word = hasNext ? 'succeed' : 'prepare';
  const act = hasNext ? succeed : prepare;
  if (!may('certificates.keep')) return null;
  return (
    <Group mt="md">
      <Button variant="default" onClick={() => ask(true)}>
        {t(`authority.${word}`)}
      </Button>
      <Dialog title={t(`authority.${word}`)} opened={isAsking} onClose={() => ask(false)}>
        <Form
          submit={t(`authority.${word}`)}
          busy={act.busy}
          onCancel={() => ask(false)}
          onSubmit={async () => (await act.run(undefined)) && ask(false)}
        >
          <Text>{t(`authority.${word}_says`)}</Text>
        </Form>
      </Dialog>
    </Group>
  );
}
