// Days in the law: what was, what comes, what each changes, and which concern this company.
import { take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Panel } from '@holdfast/design/page';
import { Answer } from '@holdfast/design/states';
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TimelineDay } from '../schema.ts';
import { Day, LawCite, useOwnWords } from './law-words.tsx';
import { api } from './use-scope.ts';

export function TimelineView() {
  const { as_of } = useAsOf();
  const days = useQuery({
    queryKey: ['law-timeline', as_of ?? null],
    queryFn: () => take(api.GET('/api/v1/law/timeline', { params: { query: as_of === undefined ? {} : { as_of } } })),
  });
  return <Answer of={days}>{({ rows, today }) => <Timeline rows={rows} today={today} />}</Answer>;
}

function Timeline({ rows, today }: { rows: readonly TimelineDay[]; today: string }) {
  const { t } = useTranslation('scope');
  const [filters, set] = useFilters();
  const all = filters['all'] === 'true';
  const shown = rows.filter((it) => all || it.concerns_us);
  return (
    <>
      <Switch
        mb="sm"
        label={t('timeline.all', { count: rows.length })}
        checked={all}
        onChange={({ currentTarget: { checked } }) => set({ all: checked ? 'true' : null })}
      />
      <Days title={t('timeline.coming')} rows={shown.filter((it) => !it.is_past)} today={today} />
      <Days title={t('timeline.past')} rows={shown.filter((it) => it.is_past).toReversed()} today={null} />
    </>
  );
}

/** `today`: stands above the first of what comes. */
function Days({ title, rows, today }: { title: string; rows: readonly TimelineDay[]; today: string | null }) {
  const { t } = useTranslation('scope');
  return (
    <Panel title={title} flush>
      <ol className="hf-days">
        {today !== null && (
          <li className="hf-day-today">
            {t('timeline.today')} <Day on={today} />
          </li>
        )}
        {rows.map((it) => (
          <DayLine key={it.id} it={it} />
        ))}
        {rows.length === 0 && <li>{t('timeline.none')}</li>}
      </ol>
    </Panel>
  );
}

function DayLine({ it }: { it: TimelineDay }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  return (
    <li className={it.is_past ? 'hf-day-past' : ''}>
      <Day on={it.on} />
      <div>
        <p>
          <strong>{own(it.title)}</strong>
        </p>
        <p>{own(it.change)}</p>
        <LawCite of={it} />
      </div>
      <span>
        {it.concerns_us ? (
          <Badge tone={it.is_past ? 'good' : 'waiting'}>{t('timeline.ours')}</Badge>
        ) : (
          <Badge tone="off">{t('timeline.not_ours')}</Badge>
        )}
      </span>
    </li>
  );
}
