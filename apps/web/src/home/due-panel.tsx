// Home's answer to "who does what by when": everything with a day, the first of it first, each with its name; or only what is mine.
import { take } from '@holdfast/client';
import { dayIn } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go, GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace, useTimeZone } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';
import { daysTo, type Due, dueInShort, dueList } from './due-list.ts';

/** `no_date`: activities, and `open_gaps` gaps, that have no day yet. */
type Answered = { rows: Due[]; no_date: number; open_gaps: number };
const shown = 8;

export function DuePanel() {
  const { t } = useTranslation('gaps');
  const { path, may } = usePlace();
  const asked = useDue();
  if (!may('cadence.see')) return null;
  return (
    <Panel title={t('home.due_title')} aside={<Go to={path('calendar')}>{t('home.calendar')}</Go>}>
      <Answer of={asked}>{(it) => <List it={it} />}</Answer>
    </Panel>
  );
}

function useDue() {
  const { site_id, may } = usePlace();
  const path = { site_id };
  const [seesGaps, seesMeetings] = [may('gaps.see'), may('meetings.see')];
  return useQuery({
    queryKey: ['home', site_id, 'due', seesGaps, seesMeetings],
    queryFn: async (): Promise<Answered> => {
      const none = { rows: [] };
      const most = { limit: 2000 };
      const [gaps, measures, actions, activities] = await Promise.all([
        seesGaps ? take(api.GET('/api/v1/sites/{site_id}/gaps', { params: { path, query: most } })) : none,
        seesGaps ? take(api.GET('/api/v1/sites/{site_id}/measures', { params: { path, query: { ...most, state: 'open' } } })) : none,
        seesMeetings
          ? take(api.GET('/api/v1/sites/{site_id}/meeting-actions', { params: { path, query: { ...most, state: 'open' } } }))
          : none,
        take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path, query: most } })),
      ]);
      const found = { gaps: gaps.rows, measures: measures.rows, actions: actions.rows, activities: activities.rows };
      return {
        rows: dueList(found),
        no_date: activities.rows.filter((it) => it.next === null).length,
        open_gaps: gaps.rows.filter((it) => it.due_on === null).length,
      };
    },
    enabled: may('cadence.see'),
    refetchInterval: 60_000,
  });
}

function List({ it: { rows, no_date, open_gaps } }: { it: Answered }) {
  const { t } = useTranslation('gaps');
  const { path, me_id } = usePlace();
  const [isMine, setMine] = useState(false);
  const [isAll, setAll] = useState(false);
  const short = dueInShort(rows, me_id);
  const chosen = isMine ? rows.filter((it) => it.who_id === me_id) : rows;
  if (rows.length === 0)
    return <Empty title={t('home.due_none')} action={<GoButton to={`${path('minimum')}?view=gaps`}>{t('home.due_none_act')}</GoButton>} />;
  return (
    <>
      <div className="hf-due-head">
        <span className="hf-due-short">
          {t('home.dated', { count: short.count })}
          {short.late > 0 && <Badge tone="attention">{t('home.late', { count: short.late })}</Badge>}
          {short.nobody > 0 && <Badge tone="attention">{t('home.without_name', { count: short.nobody })}</Badge>}
        </span>
        {short.mine > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={t('home.whose')}
            value={isMine ? 'mine' : 'all'}
            onChange={(value) => setMine(value === 'mine')}
            data={[
              { value: 'all', label: t('home.everybody') },
              { value: 'mine', label: t('home.mine', { count: short.mine }) },
            ]}
          />
        )}
      </div>
      <ul className="hf-due">
        {chosen.slice(0, isAll ? undefined : shown).map((it) => (
          <Row key={`${it.kind} ${it.key}`} it={it} />
        ))}
      </ul>
      <div className="hf-due-foot">
        {chosen.length > shown && (
          <Button variant="subtle" size="xs" onClick={() => setAll(!isAll)}>
            {isAll ? t('home.fewer') : t('home.show_all', { count: chosen.length })}
          </Button>
        )}
        {open_gaps > 0 && <Go to={`${path('minimum')}?view=gaps&due=none`}>{t('home.open_gaps', { count: open_gaps })}</Go>}
        {no_date > 0 && (
          <Go to={path('activities')} search={{ state: 'no_date' }}>
            {t('home.no_date', { count: no_date })}
          </Go>
        )}
      </div>
    </>
  );
}

function Row({ it }: { it: Due }) {
  const { t } = useTranslation('gaps');
  const { path, me_id } = usePlace();
  const own = useOwnWords();
  return (
    <li>
      <span className="hf-due-day">
        <strong>
          <Time at={`${it.on}T12:00:00Z`} style="day" />
        </strong>
        <InDays on={it.on} late={it.late} />
      </span>
      <span className="hf-due-what">
        <Go to={path(it.to)} plain>
          {own(it.what)}
        </Go>
        <Text size="xs" c="dimmed">
          {t(`home.${it.kind}`)}
          {it.missed > 0 && ` · ${t('home.missed', { count: it.missed })}`}
        </Text>
      </span>
      <span className="hf-due-who">
        {it.who === null ? (
          <Badge tone="attention">{t('home.nobody')}</Badge>
        ) : it.who_id === me_id ? (
          <strong>{t('home.you')}</strong>
        ) : (
          it.who
        )}
      </span>
    </li>
  );
}

/** How far away the day is, counted in days of the plant. */
function InDays({ on, late }: { on: string; late: boolean }) {
  const { t } = useTranslation('gaps');
  const zone = useTimeZone();
  const [now] = useState(() => Date.now());
  const days = daysTo(on, dayIn(now, zone));
  if (late || days < 0) return <Badge tone="attention">{days < 0 ? t('home.days_late', { count: -days }) : t('gap.overdue')}</Badge>;
  return (
    <Text size="xs" c="dimmed">
      {days === 0 ? t('home.today') : t('home.in_days', { count: days })}
    </Text>
  );
}
