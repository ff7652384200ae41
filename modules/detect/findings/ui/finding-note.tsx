// A finding as a note to a colleague: what happened, why it matters here, what to do, whom to call, and the frames.
import { Anchor, List, Stack, Text } from '@mantine/core';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import { FileCheck } from '@holdfast/kept-files/ui/file-check';
import { useTranslation } from 'react-i18next';
import type { FindingDetail } from '../schema.ts';
import { BesideIt } from './beside-it.tsx';
import { Part } from './note-part.tsx';
import { useFindingSentence } from './sentence.tsx';

export function FindingNote({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslation('findings');
  const { path } = usePlace();
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
      {hasFrames(finding.subject_type) && <BesideIt beside={detail.beside} />}
      <Part title={t('detail.todo')}>
        <Text>
          {t(`next.${finding.kind}`)} {finding.kind === 'remote_session' && <Go to={path('boundary')}>{t('detail.register')}</Go>}
        </Text>
      </Part>
      <Part title={t('detail.call')}>{call.length === 0 ? <Text c="dimmed">{t('detail.nobody')}</Text> : <Callers of={call} />}</Part>
      {hasFrames(finding.subject_type) && (
        <Part title={t('detail.frames')}>
          <Frames detail={detail} />
        </Part>
      )}
    </Stack>
  );
}

/** Only what was seen on the wire has frames. */
const hasFrames = (subject_type: FindingDetail['finding']['subject_type']): boolean => subject_type === 'flow' || subject_type === 'asset';

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

/** Each clip with the sentence that makes it evidence: what it holds, where it was cut, its hash, and the entry that has the hash. */
function Frames({ detail: { finding, frames } }: { detail: FindingDetail }) {
  const { t } = useTranslation('findings');
  const { site_id, path } = usePlace();
  const { count } = useNumbers();
  if (frames.length === 0) return <Text c="dimmed">{t('detail.no_clip')}</Text>;
  return (
    <Stack gap="xs">
      {frames.map(({ place, sha256, entry_id, ...it }) => (
        <div key={place}>
          <Text>
            <Anchor href={`/api/v1/sites/${site_id}/findings/${finding.id}/frames?place=${place}`} download underline="always">
              {t(`detail.clip_${frames.length === 1 ? 'only' : place}`, { count: it.frames, shown: count(it.frames) })}
            </Anchor>{' '}
            (<Time at={it.first_at} style="second" /> – <Time at={it.last_at} style="second" />)
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t(it.capture_name === null ? 'detail.clip_alone' : 'detail.clip_from', { capture: it.capture_name })}{' '}
            {t('detail.clip_hash', { sha256 })}{' '}
            <Go to={path('ledger')} search={{ open: entry_id }}>
              {t('detail.clip_entry')}
            </Go>
          </Text>
          <FileCheck sha256={sha256} isShort />
        </div>
      ))}
      <Text size="xs">{t('detail.clip_says')}</Text>
    </Stack>
  );
}
