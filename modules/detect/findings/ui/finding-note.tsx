// A finding as a note to a colleague: what happened, why it matters here, what to do, whom to call, and the frames.
import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { usePlace } from '@holdfast/design/place';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingDetail } from '../schema.ts';
import { useFindingSentence } from './sentence.tsx';

export function FindingNote({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslation('findings');
  const sentence = useFindingSentence();
  const { finding, matters, call } = detail;
  return (
    <Stack gap="sm">
      <Text fw={600} size="md">
        {sentence(finding)}
      </Text>
      {matters.length > 0 && (
        <Part title={t('detail.matters')}>
          <Matters of={matters} />
        </Part>
      )}
      <Part title={t('detail.todo')}>
        <Text>{t(`next.${finding.kind}`)}</Text>
      </Part>
      <Part title={t('detail.call')}>{call.length === 0 ? <Text c="dimmed">{t('detail.nobody')}</Text> : <Callers of={call} />}</Part>
      {finding.capture_id !== null && (
        <Part title={t('detail.frames')}>
          <Frames detail={detail} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="h5" c="dimmed">
        {title}
      </Title>
      {children}
    </div>
  );
}

function Matters({ of }: { of: FindingDetail['matters'] }) {
  const { t } = useTranslation(['findings', 'assets', 'production']);
  const worded = (params: Record<string, string>) => ({
    ...params,
    ...(params.criticality === undefined
      ? {}
      : { criticality: t(`assets:criticality.${params.criticality}`, { defaultValue: params.criticality }) }),
    ...(params.state === undefined ? {} : { state: t(`production:state.${params.state}`, { defaultValue: params.state }) }),
  });
  return <Text>{of.map(({ code, params }) => t(`matters.${code}`, worded(params))).join(' ')}</Text>;
}

function Callers({ of }: { of: FindingDetail['call'] }) {
  const { t } = useTranslation('roster');
  const title = useRoleTitle();
  return (
    <List size="sm">
      {of.map(({ person_id, person_name, reach, why, role }) => {
        const phone = reach.phone ?? reach.second_phone;
        return (
          <List.Item key={person_id}>
            {person_name} ({t(`why.${why}`, { role: title(role) })}){' '}
            {phone === null ? (
              reach.email
            ) : (
              <Anchor href={`tel:${phone.replaceAll(' ', '')}`} underline="always" style={{ display: 'inline-block', minHeight: 24 }}>
                {phone}
              </Anchor>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}

function Frames({ detail: { finding, capture_name, has_frames } }: { detail: FindingDetail }) {
  const { t } = useTranslation('findings');
  const { site_id } = usePlace();
  if (!has_frames || finding.frame === null) return <Text c="dimmed">{has_frames ? capture_name : t('detail.no_clip')}</Text>;
  return (
    <Text>
      {capture_name}, {finding.frame}.{' '}
      <Anchor href={`/api/v1/sites/${site_id}/findings/${finding.id}/frames`} download underline="always">
        {t('detail.clip')}
      </Anchor>{' '}
      {t('detail.clip_says')}
    </Text>
  );
}
