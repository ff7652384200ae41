// How far the ledger is, what protects it and what does not yet, and the act of verifying it now.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Fault, Loading } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import type { LogState, Protection, SignerState, Verification } from '@holdfast/ledger/schema';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isSealingLate } from '@holdfast/ledger/rules.sealing';
import { CheckButton } from './check-card.tsx';

const api = createClient();

/** Reads the state every ten seconds, since entries are being sealed while one looks. */
export function StateCard() {
  const { t } = useTranslation('ledger');
  const { site_id } = usePlace();
  const state = useQuery({
    queryKey: ['ledger', site_id, 'state'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger', { params: { path: { site_id } } })),
    refetchInterval: 10_000,
  });
  const verify = useMutation({
    mutationFn: () => take(api.POST('/api/v1/sites/{site_id}/ledger/verifications', { params: { path: { site_id } }, body: {} })),
  });
  return (
    <Panel
      title={t('state_title')}
      aside={
        <Group gap="sm">
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('verify_now')}
          </Button>
          {state.data !== undefined && <CheckButton base={`/api/v1/sites/${site_id}/ledger`} log={state.data} />}
        </Group>
      }
    >
      <Stack gap="md">
        <div aria-live="polite" style={{ display: 'contents' }}>
          {verify.isPending && <Loading what={t('verifying')} />}
          {verify.isError && <Fault error={verify.error} />}
          {verify.isSuccess && <Result result={verify.data} />}
        </div>
        <Answer of={state}>{(log) => <StateFacts log={log} atMs={state.dataUpdatedAt} />}</Answer>
      </Stack>
    </Panel>
  );
}

function Result({ result }: { result: Verification }) {
  const { t } = useTranslation('ledger');
  const { count } = useNumbers();
  const words = {
    entries: count(result.entries),
    nodes: count(result.nodes),
    checkpoints: count(result.checkpoints),
    ms: count(Math.round(result.took_ms)),
  };
  const { fault } = result;
  return (
    <Group gap="sm" align="flex-start">
      <Badge tone={result.ok ? 'good' : 'alarm'}>{t(result.ok ? 'verified' : 'not_verified')}</Badge>
      <div>
        <Text>{t(result.ok ? 'verified_says' : 'not_verified_says', words)}</Text>
        {fault !== null && (
          <>
            <Text fw={600}>
              {fault.what}: <span className="hf-mono">{fault.place}</span>
            </Text>
            <Text className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
              {t('expected_found', { expected: fault.expected ?? '–', found: fault.found ?? '–' })}
            </Text>
          </>
        )}
        <Text size="xs" c="dimmed">
          <Time at={result.at} style="second" />
        </Text>
      </div>
    </Group>
  );
}

function StateFacts({ log, atMs }: { log: LogState; atMs: number }) {
  const { t } = useTranslation('ledger');
  const { count } = useNumbers();
  return (
    <>
      <SignerTrouble signer={log.signer} />
      <Facts
        rows={[
          [t('size'), t('entries', { count: log.size, shown: count(log.size) })],
          [t('pending'), log.pending === 0 ? t('pending_none') : <Pending key="pending" log={log} atMs={atMs} />],
          [t('checkpoint'), log.latest === null ? t('checkpoint_none') : <Checkpoint key="checkpoint" latest={log.latest} />],
        ]}
      />
      <details>
        <summary>{t('for_auditors')}</summary>
        <Stack gap="sm" mt="sm">
          <Text size="sm">{t('for_auditors_note')}</Text>
          {log.vkeys.length > 0 && <Mono label={t('vkey')} text={log.vkeys.join('\n')} />}
          {log.latest !== null && <Mono label={t('note')} text={log.latest.note} />}
        </Stack>
      </details>
      <Protections lines={log.protections} />
    </>
  );
}

/** The signer refuses or is down: what that means, and what to do. Acts go on while it is down, and are held while it refuses. */
function SignerTrouble({ signer }: { signer: SignerState }) {
  const { t } = useTranslation('ledger');
  if (signer.is !== 'refuses' && signer.is !== 'down') return null;
  const { code, size, signed_size } = signer;
  const group = signer.is === 'refuses' ? 'signer_refuses' : 'signer_down';
  return (
    <div role="alert">
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Badge tone="alarm">{t(`${group}.title`)}</Badge>
        <div>
          <Text fw={600}>{t([`${group}.why.${code}`, `${group}.why.other`], { size, signed_size, message: signer.message ?? code })}</Text>
          <Text size="sm">{t([`${group}.do.${code}`, `${group}.do.other`])}</Text>
          <Text size="sm" c="dimmed">
            {t(signer.is === 'down' ? 'signer_goes_on' : 'signer_held')}
          </Text>
        </div>
      </Group>
    </div>
  );
}

/** What protects this log, and below it what does not yet. */
function Protections({ lines }: { lines: readonly Protection[] }) {
  const { t } = useTranslation('ledger');
  const codes = new Set(lines.map(({ code }) => code));
  // Who puts back the database together with the signer's files is noticed by nobody but a neighbour.
  const shown = codes.has('no_witness') ? [...lines, { code: 'restored_together', holds: false }] : lines;
  return (
    <div>
      <Text fw={600} mb={4}>
        {t('protects_title')}
      </Text>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 4 }}>
        {shown
          .toSorted((a, b) => Number(b.holds) - Number(a.holds))
          .map(({ code, holds }) => (
            <li key={code} style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 8 }}>
              <Badge tone={holds ? 'good' : 'attention'}>{t(holds ? 'protects' : 'protects_not')}</Badge>
              <span>{t([`protection.${code}`, 'protection.other'], { code })}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Pending({ log, atMs }: { log: LogState; atMs: number }) {
  const { t } = useTranslation('ledger');
  const isLate = isSealingLate(log.oldest_pending_at, atMs);
  return (
    <>
      {t('pending_some', { count: log.pending })} <Time at={log.oldest_pending_at} style="second" />{' '}
      {isLate && <Badge tone="alarm">{t('pending_late')}</Badge>}
      {isLate && (
        <Text size="sm" role="alert">
          {t('pending_late_note')}
        </Text>
      )}
    </>
  );
}

function Checkpoint({ latest }: { latest: NonNullable<LogState['latest']> }) {
  const { t } = useTranslation('ledger');
  return (
    <>
      {t('checkpoint_covers', { size: latest.size })} <Time at={latest.published_at} style="second" />
    </>
  );
}

/** Bytes as text, to be copied. */
export function Mono({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <pre
        className="hf-mono"
        tabIndex={0}
        aria-label={label}
        style={{ margin: 0, padding: 8, background: 'var(--hf-ground)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text}
      </pre>
    </div>
  );
}
