// Every step of a meeting as the pages send it: to the site's or the organisation's routes.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useMayNow } from '@holdfast/design/as-of';
import { useTranslation } from 'react-i18next';
import type { HeldMeeting, MeetingDetail, NewMinutes } from '../schema.ts';

const api = createClient();
type Of = Pick<MeetingDetail, 'id' | 'site_id'>;

export function useHold({ id: meeting_id, site_id }: Of) {
  const { t } = useTranslation('meetings');
  return useAct(
    (body: HeldMeeting) =>
      site_id === null
        ? take(api.POST('/api/v1/meetings/{meeting_id}/held', { params: { path: { meeting_id } }, body }))
        : take(api.POST('/api/v1/sites/{site_id}/meetings/{meeting_id}/held', { params: { path: { site_id, meeting_id } }, body })),
    { done: t('there.done') },
  );
}

export function useWrite({ id: meeting_id, site_id }: Of) {
  const { t } = useTranslation('meetings');
  return useAct(
    (body: NewMinutes) =>
      site_id === null
        ? take(api.PUT('/api/v1/meetings/{meeting_id}/minutes', { params: { path: { meeting_id } }, body }))
        : take(api.PUT('/api/v1/sites/{site_id}/meetings/{meeting_id}/minutes', { params: { path: { site_id, meeting_id } }, body })),
    { done: t('minutes.done') },
  );
}

export function useFix({ id: meeting_id, site_id }: Of) {
  const { t } = useTranslation('meetings');
  return useAct(
    () =>
      site_id === null
        ? take(api.POST('/api/v1/meetings/{meeting_id}/fixing', { params: { path: { meeting_id } }, body: {} }))
        : take(api.POST('/api/v1/sites/{site_id}/meetings/{meeting_id}/fixing', { params: { path: { site_id, meeting_id } }, body: {} })),
    { done: t('fix.done') },
  );
}

export function useSign({ id: meeting_id, site_id }: Of) {
  const { t } = useTranslation('meetings');
  return useAct(
    (minutes_sha256: string) =>
      site_id === null
        ? take(api.POST('/api/v1/meetings/{meeting_id}/signature', { params: { path: { meeting_id } }, body: { minutes_sha256 } }))
        : take(
            api.POST('/api/v1/sites/{site_id}/meetings/{meeting_id}/signature', {
              params: { path: { site_id, meeting_id } },
              body: { minutes_sha256 },
            }),
          ),
    { done: t('sign.done') },
  );
}

export function useEnd({ id: meeting_id, site_id }: Of, step: 'end' | 'reopening') {
  const { t } = useTranslation('meetings');
  const end = (reason: string) =>
    site_id === null
      ? take(api.POST('/api/v1/meetings/{meeting_id}/end', { params: { path: { meeting_id } }, body: { reason } }))
      : take(
          api.POST('/api/v1/sites/{site_id}/meetings/{meeting_id}/end', { params: { path: { site_id, meeting_id } }, body: { reason } }),
        );
  const reopen = (reason: string) =>
    site_id === null
      ? take(api.POST('/api/v1/meetings/{meeting_id}/reopening', { params: { path: { meeting_id } }, body: { reason } }))
      : take(
          api.POST('/api/v1/sites/{site_id}/meetings/{meeting_id}/reopening', {
            params: { path: { site_id, meeting_id } },
            body: { reason },
          }),
        );
  return useAct(step === 'end' ? end : reopen, { done: t(step === 'end' ? 'end.done' : 'reopen.done') });
}

export function useSettle() {
  const { t } = useTranslation('meetings');
  return useAct(
    ({ action_id, site_id, remark }: { action_id: string; site_id: string | null; remark: string }) =>
      site_id === null
        ? take(api.POST('/api/v1/meeting-actions/{action_id}/done', { params: { path: { action_id } }, body: { remark } }))
        : take(
            api.POST('/api/v1/sites/{site_id}/meeting-actions/{action_id}/done', {
              params: { path: { site_id, action_id } },
              body: { remark },
            }),
          ),
    { done: t('actions.done_note') },
  );
}

/** Whether the person keeps this meeting. */
export function useKeeps({ site_id }: Pick<Of, 'site_id'>): boolean {
  const may = useMayNow();
  return may(site_id === null ? 'meetings.keep_organisation' : 'meetings.keep');
}
