// One package: what is in it, what is not, its fingerprint, the file; and how somebody else checks it.
import { Button, Group, Stack, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import type { EvidencePackage } from '../schema.ts';
import { Omissions } from './omissions.tsx';
import { StateBadge, useScopeWord } from './state-badge.tsx';
import { VerifierPanel } from './verifier-panel.tsx';

const api = createClient();
const askAgainMs = 1000;

export function PackageDetail({ package_id }: { package_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['packages', site_id, package_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/packages/{package_id}', { params: { path: { site_id, package_id } } })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'making' ? askAgainMs : false),
  });
  const state = asked.data?.state;
  const queries = useQueryClient();
  // The list beside learns what became of it.
  useEffect(() => {
    if (state !== undefined)
      void queries.invalidateQueries({ queryKey: ['packages', site_id], predicate: ({ queryKey }) => queryKey[2] !== package_id });
  }, [queries, state, site_id, package_id]);
  return <Answer of={asked}>{(it) => <Shown it={it} />}</Answer>;
}

function Shown({ it }: { it: EvidencePackage }) {
  const { t } = useTranslation('package');
  const { site_id } = usePlace();
  return (
    <Stack gap="lg">
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <Text fw={700}>{labelOf(it.number)}</Text>
          <StateBadge of={it} />
        </Group>
        {it.state === 'ready' && (
          <Button
            component="a"
            href={`/api/v1/sites/${site_id}/packages/${it.id}/file`}
            download={`${labelOf(it.number)}.zip`}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('download')}
          </Button>
        )}
      </Group>
      {it.state === 'making' && <Text c="dimmed">{t('making_note')}</Text>}
      {it.fault !== null && <Text role="alert">{t(`fault.${it.fault}`, { defaultValue: t('fault.making_failed') })}</Text>}
      <PackageFacts it={it} />
      {it.state === 'ready' && <VerifierPanel />}
      <RecordHistory type="package" id={it.id} title={labelOf(it.number)} />
    </Stack>
  );
}

function PackageFacts({ it }: { it: EvidencePackage }) {
  const { t } = useTranslation('package');
  const { bytes, count } = useNumbers();
  const scopeWord = useScopeWord();
  const period =
    it.from === null && it.until === null ? (
      t('period.all')
    ) : (
      <>
        {it.from === null ? t('period.beginning') : <Time at={it.from} />} – {it.until === null ? t('period.end') : <Time at={it.until} />}
      </>
    );
  const made = [
    [t('field.size'), bytes(it.size_bytes ?? 0)],
    [t('field.files'), count(it.files ?? 0)],
    [t('field.omitted'), <Omissions key="omitted" of={it.omitted} />],
    [
      t('field.sha256'),
      <span key="sha256" className="hf-package-hash">
        {it.sha256}
      </span>,
    ],
  ] as const;
  const rows = [
    [t('field.scope'), scopeWord(it)],
    [t('field.period'), period],
    [t('field.as_of'), t('as_of', { size: count(it.as_of_size) })],
    [t('field.mode'), t(it.is_complete ? 'mode.complete' : 'mode.part')],
    [t('field.previous'), it.previous_number === null ? t('no_previous') : labelOf(it.previous_number)],
    [t('field.entries'), it.entries === null ? '…' : t('of', { part: count(it.entries), all: count(it.as_of_size) })],
    ...(it.state === 'ready' ? made : []),
    [t('field.requested_by'), it.requested_by_name],
  ] as const;
  return <Facts rows={rows} />;
}
