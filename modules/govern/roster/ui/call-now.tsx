// Whom to call at this minute: first the person, then why them, then who comes after; with numbers one can tap.
import './roster.css';
import { PersonReach } from '@holdfast/appointments/ui/person-reach';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { callAnswer, Called } from '../schema.ts';

const api = createClient();
type CallAnswer = z.infer<typeof callAnswer>;

/** `at`: another moment than now. Asked again each minute, so that a change of shift is seen. */
export function useCallNow(role: Called['role'], at?: string) {
  const { site_id, may } = usePlace();
  return useQuery({
    queryKey: ['call-now', site_id, role, at ?? null],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/call-now', {
          params: { path: { site_id }, query: { role, ...(at === undefined ? {} : { at }) } },
        }),
      ),
    refetchInterval: 60_000,
    enabled: may('roster.see'),
  });
}

/** The chain; `most` people of it. */
export function Chain({ it, most }: { it: CallAnswer; most: number }) {
  const { t } = useTranslation('roster');
  const title = useRoleTitle();
  if (it.chain.length === 0) return <Text c="dimmed">{t('call.nobody')}</Text>;
  return (
    <ol className="hf-chain">
      {it.chain.slice(0, most).map((each, at) => (
        <li key={each.person_id}>
          <span>{at + 1}.</span>
          <div>
            <PersonReach name={each.person_name} reach={each.reach} />
            <Text size="xs" c="dimmed">
              {t(`why.${each.why}`, { role: title(each.role) })}
              {each.until !== null && (
                <>
                  {' '}
                  {t('until')} <Time at={each.until} />
                </>
              )}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** On Home and at terminals. */
export function CallNowPanel() {
  const { t } = useTranslation('roster');
  const { path, may } = usePlace();
  const asked = useCallNow('incident_coordinator');
  if (!may('roster.see')) return null;
  return (
    <Panel title={t('call.title')} aside={<Go to={path('roster')}>{t('call.all')}</Go>}>
      <Answer of={asked}>{(it) => <Chain it={it} most={2} />}</Answer>
    </Panel>
  );
}
