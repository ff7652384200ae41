// The calendar: a month or a list of what is due, done and missed, and of the days on which the law changes.
import './cadence.css';
import { Button, Group, SegmentedControl, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace, useTimeZone } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { localeOf } from '@holdfast/design/time';
import { IconCalendarShare, IconChevronLeft, IconChevronRight, IconPrinter, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarEntry, entryKind } from '../schema.ts';
import { DayList, MonthGrid } from './calendar-views.tsx';
import { FeedsDialog } from './feeds.tsx';
import { isMonth, monthAfter, todayIn, weeksOf } from './month.ts';
import { WorkingDaysDialog } from './working-days.tsx';

const api = createClient();

export function CalendarPage() {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const [filters] = useFilters();
  const zone = useTimeZone();
  const [today] = useState(() => todayIn(zone));
  const month = isMonth(filters['month']) ? filters['month'] : today.slice(0, 7);
  const weeks = weeksOf(month);
  const [from, until] = [weeks[0]![0]!, weeks.at(-1)![6]!];
  const entries = useQuery({
    queryKey: ['activities', site_id, 'calendar', from, until, as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/calendar', {
          params: { path: { site_id }, query: { from, until, ...(as_of === undefined ? {} : { as_of }) } },
        }),
      ),
  });
  const kinds = entryKind.options.map((value) => ({ value, label: t(`kind.${value}`) }));
  return (
    <Page title={t('calendar.title')} lead={t('calendar.lead')} actions={<Tools />}>
      <AsOfNote />
      <FilterBar
        searchLabel={t('calendar.search')}
        choices={[{ key: 'kind', label: t('calendar.kind'), options: kinds }]}
        keep={['month', 'view', 'as_of']}
      >
        <AsOfPicker ahead />
      </FilterBar>
      <MonthBar month={month} today={today} />
      <Answer of={entries}>{({ rows }) => <View rows={choose(rows, filters)} month={month} today={today} />}</Answer>
    </Page>
  );
}

function choose(rows: readonly CalendarEntry[], filters: Readonly<Record<string, string>>): CalendarEntry[] {
  const words = (filters['search'] ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const kinds = (filters['kind'] ?? '').split(',').filter(Boolean);
  return rows.filter((it) => {
    const text = `${it.title.en} ${it.title.de} ${it.person_name ?? ''} ${it.note?.en ?? ''} ${it.note?.de ?? ''}`.toLowerCase();
    return (kinds.length === 0 || kinds.includes(it.kind)) && words.every((word) => text.includes(word));
  });
}

function View({ rows, month, today }: { rows: readonly CalendarEntry[]; month: string; today: string }) {
  const { t } = useTranslation('cadence');
  const [filters] = useFilters();
  const own = rows.filter((it) => it.day.startsWith(month));
  if (filters['view'] !== 'list' && window.innerWidth > 800) return <MonthGrid rows={rows} month={month} today={today} />;
  if (own.length === 0) return <Empty title={t('calendar.nothing')}>{t('calendar.nothing_text')}</Empty>;
  return <DayList rows={own} today={today} />;
}

function MonthBar({ month, today }: { month: string; today: string }) {
  const { t, i18n } = useTranslation('cadence');
  const [filters, set] = useFilters();
  const name = new Intl.DateTimeFormat(localeOf(i18n.language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
  const go = (months: number): void => set({ month: monthAfter(month, months) });
  return (
    <div className="hf-calendar-bar">
      <Group gap="xs">
        <Button variant="default" aria-label={t('calendar.before')} onClick={() => go(-1)} px={8}>
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Title order={2} size="h3" aria-live="polite" ta="center">
          {name}
        </Title>
        <Button variant="default" aria-label={t('calendar.after')} onClick={() => go(1)} px={8}>
          <IconChevronRight size={16} aria-hidden />
        </Button>
        <Button variant="default" disabled={month === today.slice(0, 7)} onClick={() => set({ month: null })}>
          {t('calendar.today')}
        </Button>
      </Group>
      <SegmentedControl
        visibleFrom="sm"
        aria-label={t('calendar.title')}
        data={(['month', 'list'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        value={filters['view'] === 'list' ? 'list' : 'month'}
        onChange={(view) => set({ view: view === 'list' ? 'list' : null })}
      />
    </div>
  );
}

function Tools() {
  const { t } = useTranslation('cadence');
  const { may } = usePlace();
  const [open, setOpen] = useState<'feeds' | 'days' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button variant="default" leftSection={<IconCalendarShare size={14} aria-hidden />} onClick={() => setOpen('feeds')}>
        {t('calendar.feeds')}
      </Button>
      {may('cadence.plan') && (
        <Button variant="default" leftSection={<IconSettings size={14} aria-hidden />} onClick={() => setOpen('days')}>
          {t('calendar.days')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
        {t('calendar.print')}
      </Button>
      <FeedsDialog opened={open === 'feeds'} onClose={close} />
      <WorkingDaysDialog opened={open === 'days'} onClose={close} />
    </>
  );
}
