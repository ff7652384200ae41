// When a kept file was last read and found whole: one quiet line beside the file, and a loud one when it is not.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KeptFile } from '../schema.ts';

const api = createClient();

/** `isShort`: without the button, for small places. Nothing where no file with this hash is kept. */
export function FileCheck({ sha256, isShort = false }: { sha256: string; isShort?: boolean }) {
  const { t } = useTranslation('kept-files');
  const { site_id, may } = usePlace();
  const client = useQueryClient();
  const key = ['kept-files', site_id, sha256];
  const path = { site_id, sha256 };
  const asked = useQuery({
    queryKey: key,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/kept-files/{sha256}', { params: { path } })),
    retry: false,
  });
  const check = useMutation({
    mutationFn: () => take(api.POST('/api/v1/sites/{site_id}/kept-files/{sha256}/checks', { params: { path }, body: {} })),
    onSuccess: (found) => client.setQueryData(key, found),
  });
  const file = asked.data;
  if (file === undefined) return null;
  const isErased = file.state === 'erased';
  return (
    <Group gap="xs">
      <FileState file={file} />
      {!isShort && !isErased && may('kept_files.check') && (
        <Button size="compact-xs" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t('check_now')}
        </Button>
      )}
      {check.isError && <Text c="var(--hf-alarm)">{t('check_failed')}</Text>}
    </Group>
  );
}

function FileState({ file: { state, checked_at, whole_at, at_byte } }: { file: KeptFile }) {
  const { t, i18n } = useTranslation('kept-files');
  if (state === 'whole')
    return (
      <Text size="xs" c="dimmed">
        {t('checked', { ago: agoText(checked_at, i18n.language) })}
      </Text>
    );
  if (state === 'unchecked' || state === 'erased')
    return (
      <Text size="xs" c="dimmed">
        {t(state)}
      </Text>
    );
  return (
    <>
      <Badge tone="alarm">{t(state, { at_byte: at_byte ?? 0 })}</Badge>
      <Text size="xs" c="dimmed">
        {whole_at === null ? t('never_whole') : t('last_whole')} {whole_at !== null && <Time at={whole_at} />}
      </Text>
    </>
  );
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "2 days ago", as the language says it. */
export function agoText(at: string | null, language: string, now = Date.now()): string {
  const ms = at === null ? 0 : Math.max(0, now - Date.parse(at));
  const [unit, length] = steps.find(([, it]) => ms >= it) ?? (['minute', 60_000] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(ms / length), unit);
}
