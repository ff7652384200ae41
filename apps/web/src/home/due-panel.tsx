// Who does what by when: dated gaps, open measures and what comes round next, the first of them first.
import { take } from '@holdfast/client';
import type { ActivityRow } from '@holdfast/cadence/schema';
import { Badge } from '@holdfast/design/badge';
import { Go, GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import type { Gap, Measure } from '@holdfast/gaps/schema';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';

type Due = {
  key: string;
  kind: 'gap' | 'measure' | 'activity';
  what: { en: string; de: string };
  who: string | null;
  on: string;
  late: boolean;
  missed: number;
  to: string;
};
type Answered = { rows: Due[]; no_date: number };
const shown = 10;

export function DuePanel() {
  const { t } = useTranslation('gaps');
  const { path, may } = usePlace();
  const asked = useDue();
  if (!may('cadence.see')) return null;
  return (
    <Panel title={t('home.due_title')} aside={<Go to={`${path('minimum')}?view=gaps`}>{t('home.all')}</Go>}>
      <Answer of={asked}>{(it) => <List it={it} />}</Answer>
    </Panel>
  );
}

function useDue() {
  const { site_id, may } = usePlace();
  const path = { site_id };
  const seesGaps = may('gaps.see');
  return useQuery({
    queryKey: ['home', site_id, 'due', seesGaps],
    queryFn: async (): Promise<Answered> => {
      const none = { rows: [] };
      const [gaps, measures, activities] = await Promise.all([
        seesGaps
          ? take(api.GET('/api/v1/sites/{site_id}/gaps', { params: { path, query: { due: 'overdue,planned', limit: 2000 } } }))
          : none,
        seesGaps ? take(api.GET('/api/v1/sites/{site_id}/measures', { params: { path, query: { state: 'open' } } })) : none,
        take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path, query: { limit: 2000 } } })),
      ]);
      const all = [...gaps.rows.map(ofGap), ...measures.rows.map(ofMeasure), ...activities.rows.flatMap(ofActivity)];
      return { rows: all.toSorted((a, b) => (a.on < b.on ? -1 : 1)), no_date: activities.rows.filter((it) => it.next === null).length };
    },
    enabled: may('cadence.see'),
    refetchInterval: 60_000,
  });
}

const ofGap = (it: Gap): Due => ({ ...promised(it), kind: 'gap', to: `minimum?view=gaps&open=${it.id}` });
const ofMeasure = (it: Measure): Due => ({ ...promised(it), kind: 'measure', to: `minimum?view=measures&open=${it.id}` });
const promised = (it: Pick<Gap, 'id' | 'title' | 'owner_name' | 'due_on' | 'overdue'>) => ({
  key: it.id,
  what: it.title,
  who: it.owner_name,
  on: it.due_on ?? '',
  late: it.overdue,
  missed: 0,
});

function ofActivity(it: ActivityRow): Due[] {
  if (it.next === null) return [];
  const [who, on, late] = [it.person_name, it.next.day, it.state === 'overdue'];
  return [{ key: it.id, kind: 'activity', what: it.title, who, on, late, missed: it.missed.length, to: `activities/${it.id}` }];
}

function List({ it: { rows, no_date } }: { it: Answered }) {
  const { t } = useTranslation('gaps');
  const { path } = usePlace();
  return (
    <>
      {rows.length === 0 && (
        <Empty title={t('home.due_none')} action={<GoButton to={`${path('minimum')}?view=gaps`}>{t('home.due_none_act')}</GoButton>} />
      )}
      <ul className="hf-due">
        {rows.slice(0, shown).map((it) => (
          <Row key={`${it.kind} ${it.key}`} it={it} />
        ))}
      </ul>
      {no_date > 0 && (
        <Go to={path('activities')} search={{ state: 'no_date' }}>
          {t('home.no_date', { count: no_date })}
        </Go>
      )}
    </>
  );
}

function Row({ it }: { it: Due }) {
  const { t } = useTranslation('gaps');
  const { path } = usePlace();
  const own = useOwnWords();
  return (
    <li>
      <span className="hf-due-day">
        <Time at={`${it.on}T12:00:00Z`} style="day" />
        {it.late && <Badge tone="attention">{t('gap.overdue')}</Badge>}
      </span>
      <span>
        <Go to={path(it.to)} plain>
          {own(it.what)}
        </Go>
        <Text size="xs" c="dimmed">
          {t(`home.${it.kind}`)}
          {it.missed > 0 && ` · ${t('home.missed', { count: it.missed })}`}
        </Text>
      </span>
      <span>{it.who ?? <Badge tone="attention">{t('home.nobody')}</Badge>}</span>
    </li>
  );
}
