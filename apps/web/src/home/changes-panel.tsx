// What was done at the site since the person was last here, counted from the ledger.
import { take } from '@holdfast/client';
import { dayIn } from '@holdfast/design/as-of';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace, useTimeZone } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askMe } from '../data.ts';

const week_ms = 7 * 24 * 3600 * 1000;

export function ChangesPanel() {
  const { t } = useTranslation('web');
  const { site_id } = usePlace();
  const me = useQuery(askMe);
  const [lastWeek] = useState(() => new Date(Date.now() - week_ms).toISOString());
  const visited = me.data?.previous_visit_at ?? null;
  const since = visited ?? lastWeek;
  const changes = useQuery({
    queryKey: ['ledger', site_id, 'changes', since],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/changes', { params: { path: { site_id }, query: { since } } })),
  });
  const when = (
    <Text c="dimmed" size="xs">
      {t(visited === null ? 'changes.week' : 'changes.since')} <Time at={since} />
    </Text>
  );
  return (
    <Panel title={t('changes.title')} aside={when} flush>
      <Answer of={changes}>
        {({ kinds }) => (kinds.length === 0 ? <Empty title={t('changes.none')} /> : <Kinds kinds={kinds} since={since} />)}
      </Answer>
    </Panel>
  );
}

type Kind = { kind: string; count: number; latest: string };
/** Lines before the fold. */
const shown = 8;

/** Kinds of acts under the day of their last one, the newest day first; what is more than a glance folds. */
function Kinds({ kinds, since }: { kinds: readonly Kind[]; since: string }) {
  const { t } = useTranslation('web');
  const zone = useTimeZone();
  const [isAll, setAll] = useState(false);
  const days = [...Map.groupBy(kinds.slice(0, isAll ? undefined : shown), (it) => dayIn(Date.parse(it.latest), zone))];
  return (
    <>
      {days.map(([day, own]) => (
        <section key={day} aria-label={day}>
          <DayHead day={day} />
          <ul className="hf-lines hf-change-lines">
            {own.map((it) => (
              <KindLine key={it.kind} it={it} since={since} />
            ))}
          </ul>
        </section>
      ))}
      {kinds.length > shown && (
        <Button variant="subtle" size="xs" m={6} onClick={() => setAll(!isAll)}>
          {isAll ? t('changes.fewer') : t('changes.show_all', { count: kinds.length - shown })}
        </Button>
      )}
    </>
  );
}

function DayHead({ day }: { day: string }) {
  const { t } = useTranslation('web');
  const zone = useTimeZone();
  const [now] = useState(() => Date.now());
  const [today, yesterday] = [dayIn(now, zone), dayIn(now - 86_400_000, zone)];
  return (
    <Text className="hf-change-day" size="xs" c="dimmed">
      {day === today ? t('changes.today') : day === yesterday ? t('changes.yesterday') : <Time at={`${day}T12:00:00Z`} style="day" />}
    </Text>
  );
}

function KindLine({ it, since }: { it: Kind; since: string }) {
  const { t } = useTranslation(['web', 'ledger']);
  const { path } = usePlace();
  const { count } = useNumbers();
  return (
    <li>
      <Go plain to={path('ledger')} search={{ kind: it.kind, since }}>
        <span className="hf-count-value">{count(it.count)}</span>
        <span>{t([`ledger:kind.${it.kind.replaceAll('.', '_')}`, 'changes.other'], { kind: it.kind })}</span>
      </Go>
      <span className="hf-flow-what">
        <Time at={it.latest} />
      </span>
    </li>
  );
}
