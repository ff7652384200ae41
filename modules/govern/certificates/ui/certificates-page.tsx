// Certificates: what browsers see of this server, the authority behind it, and the machines it let in.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, List, Stack, Switch, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateState, CertificateWarning } from '../schema.ts';
import { AuthorityPanel } from './authority-panel.tsx';
import { toneOf } from './certificate-tone.ts';
import { Fingerprint } from './fingerprint.tsx';
import { MachinesPanel } from './machines-panel.tsx';
import { OwnCertificate } from './own-certificate.tsx';

const api = createClient();
export const askCertificates = { queryKey: ['certificates'], queryFn: () => take(api.GET('/api/v1/certificates')) };

export function CertificatesPage() {
  const { t } = useTranslation('certificates');
  const { path } = usePlace();
  const state = useQuery(askCertificates);
  const paper = (
    <Go to={path('certificates/paper')}>
      <Group gap={4} wrap="nowrap">
        <IconPrinter size={16} aria-hidden />
        {t('paper.open')}
      </Group>
    </Go>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={(state.data?.shown ?? null) !== null && paper}>
      <Answer of={state}>
        {(it) =>
          it.shown === null ? (
            <Empty title={t('off.title')}>
              {t('off.text')} <code>npm run serve -- --host 0.0.0.0</code>
            </Empty>
          ) : (
            <Stack gap="md">
              <Warnings warnings={it.warnings} />
              <ShownPanel state={it} shown={it.shown} />
              <AuthorityPanel state={it} />
              <MachinesPanel />
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

function Warnings({ warnings }: { warnings: CertificateWarning[] }) {
  const { t } = useTranslation('certificates');
  if (warnings.length === 0) return null;
  return (
    <List listStyleType="none" spacing={4}>
      {warnings.map((it) => (
        <List.Item key={it.code}>
          <Badge tone={toneOf(it)}>{t(`warning.${it.code}`, it.params)}</Badge>
        </List.Item>
      ))}
    </List>
  );
}

function ShownPanel({ state, shown }: { state: CertificateState; shown: NonNullable<CertificateState['shown']> }) {
  const { t } = useTranslation('certificates');
  const isOwn = shown.kind === 'own';
  return (
    <Panel title={t('shown.title')}>
      <Facts
        rows={[
          [t('shown.kind'), t(`shown.kind_${shown.kind}`)],
          [t('shown.until'), <Time key="until" at={shown.not_after} style="day" />],
          ...(shown.renewed_from === null
            ? []
            : [[t('shown.renewed_from'), <Time key="from" at={shown.renewed_from} style="day" />] as const]),
          [t('shown.names'), shown.names.join(', ')],
          [t('fingerprint'), <Fingerprint key="fingerprint" value={shown.fingerprint} />],
        ]}
      />
      {shown.from_files ? (
        <Text size="sm" c="dimmed" mt="sm">
          {t('shown.from_files')}
        </Text>
      ) : (
        <ShownActs isOwn={isOwn} />
      )}
      <StrictTransport isOn={state.strict_transport} isOwn={isOwn} />
    </Panel>
  );
}

function ShownActs({ isOwn }: { isOwn: boolean }) {
  const { t } = useTranslation('certificates');
  const { may } = usePlace();
  const [isBringing, bring] = useState(false);
  const renew = useAct(() => take(api.POST('/api/v1/certificates/renewal')), { done: t('renewed') });
  const remove = useAct(() => take(api.DELETE('/api/v1/certificates/own')), { done: t('own.removed') });
  if (!may('certificates.keep')) return null;
  return (
    <Group gap="sm" mt="md">
      <Button variant="default" onClick={() => bring(true)}>
        {t(isOwn ? 'own.replace' : 'own.bring')}
      </Button>
      {isOwn ? (
        <Button variant="default" loading={remove.busy} onClick={() => void remove.run(undefined)}>
          {t('own.remove')}
        </Button>
      ) : (
        <Button variant="default" loading={renew.busy} onClick={() => void renew.run(undefined)}>
          {t('renew')}
        </Button>
      )}
      <OwnCertificate opened={isBringing} onClose={() => bring(false)} />
    </Group>
  );
}

function StrictTransport({ isOn, isOwn }: { isOn: boolean; isOwn: boolean }) {
  const { t } = useTranslation('certificates');
  const { may } = usePlace();
  const change = useAct(
    (strict_transport: boolean) => take(api.PUT('/api/v1/certificates/strict-transport', { body: { strict_transport } })),
    { done: t('strict.changed') },
  );
  return (
    <Switch
      mt="md"
      label={t('strict.label')}
      description={t(isOwn ? 'strict.with_own' : 'strict.says')}
      checked={isOn}
      disabled={isOwn || change.busy || !may('certificates.keep')}
      onChange={(event) => void change.run(event.currentTarget.checked)}
    />
  );
}
