// What the package will hold and leave out, said before it is made.
import { Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import type { NewPackage, Preview } from '../schema.ts';
import { Omissions } from './omissions.tsx';

const api = createClient();

export function MakePreview({ of: body }: { of: NewPackage | null }) {
  const { t } = useTranslation('package');
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['packages', site_id, 'preview', body],
    enabled: body !== null,
    queryFn: () => take(api.POST('/api/v1/sites/{site_id}/packages/preview', { params: { path: { site_id } }, body: body! })),
    placeholderData: (old) => old,
  });
  return (
    <section aria-live="polite">
      <Title order={3} size="h5" mb={4}>
        {t('preview.title')}
      </Title>
      {body === null ? <Text c="dimmed">{t('preview.choose')}</Text> : <Answer of={asked}>{(it) => <Shown it={it} />}</Answer>}
    </section>
  );
}

function Shown({ it }: { it: Preview }) {
  const { t } = useTranslation('package');
  const { bytes, count } = useNumbers();
  if (it.entries === 0) return <Text role="status">{t('preview.empty')}</Text>;
  const previous = it.previous_number === null ? t('no_previous') : t('preview.since', { label: labelOf(it.previous_number) });
  return (
    <Facts
      rows={[
        [
          t('field.as_of'),
          <span key="as_of">
            {t('as_of', { size: count(it.as_of_size) })} · <Time at={it.as_of_at} />
          </span>,
        ],
        [t('field.entries'), t('of', { part: count(it.entries), all: count(it.as_of_size) })],
        [t('preview.texts'), count(it.texts)],
        [t('field.files'), t('preview.files', { count: it.files, number: count(it.files), bytes: bytes(it.files_bytes) })],
        [t('field.omitted'), <Omissions key="omitted" of={it.omitted} />],
        [t('field.previous'), previous],
      ]}
    />
  );
}
