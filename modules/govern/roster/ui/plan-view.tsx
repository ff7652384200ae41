// Two weeks of shifts: who stands where, hours in which nobody does; setting shifts, rotations and single days.
import './roster.css';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { localeOf, Time } from '@holdfast/design/time';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty, RosterAnswer } from '../schema.ts';
import { PasteForm } from './paste-form.tsx';
import { DayForm, RotationForm, ShiftsForm } from './plan-forms.tsx';
import { Dialog } from '@holdfast/design/form';

const api = createClient();
const span = 14;
const moved = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const titles = { shifts: 'plan.set_shifts', rotation: 'plan.add_rotation', paste: 'paste.open', day: 'plan.one_day' } as const;

export function PlanView() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const [filters] = useFilters();
  const from = /^\d{4}-\d{2}-\d{2}$/.test(filters['from'] ?? '') ? filters['from'] : undefined;
  const query = { days: span, ...(from === undefined ? {} : { from }), ...(as_of === undefined ? {} : { as_of }) };
  const asked = useQuery({
    queryKey: ['roster', site_id, query],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/roster', { params: { path: { site_id }, query } })),
    placeholderData: keepPreviousData,
  });
  return <Answer of={asked}>{(it) => <Plan it={it} />}</Answer>;
}

type Open = { what: 'shifts' | 'rotation' | 'paste' } | { what: 'day'; date: string; shift_id: string } | null;

function Plan({ it }: { it: RosterAnswer }) {
  const { t } = useTranslation('roster');
  const { may } = usePlace();
  const { is } = useAsOf();
  const [, set] = useFilters();
  const [open, setOpen] = useState<Open>(null);
  const mayPlan = is === 'now' && may('roster.keep');
  const close = (): void => setOpen(null);
  return (
    <>
      <Group gap="sm">
        <Button variant="default" aria-label={t('plan.earlier')} onClick={() => set({ from: moved(it.from, -span) })}>
          <IconChevronLeft size={14} aria-hidden />
        </Button>
        <Button variant="default" onClick={() => set({ from: null })}>
          {t('plan.today')}
        </Button>
        <Button variant="default" aria-label={t('plan.later')} onClick={() => set({ from: moved(it.from, span) })}>
          <IconChevronRight size={14} aria-hidden />
        </Button>
        {mayPlan && (
          <>
            <Button variant="default" onClick={() => setOpen({ what: 'shifts' })}>
              {t('plan.set_shifts')}
            </Button>
            {it.shifts.length > 0 && (
              <>
                <Button variant="default" onClick={() => setOpen({ what: 'paste' })}>
                  {t('paste.open')}
                </Button>
                <Button onClick={() => setOpen({ what: 'rotation' })}>{t('plan.add_rotation')}</Button>
              </>
            )}
          </>
        )}
      </Group>
      {it.shifts.length === 0 ? (
        <Empty title={t('plan.none')}>{t('plan.none_text')}</Empty>
      ) : (
        <Days it={it} onOpen={mayPlan ? (date, shift_id) => setOpen({ what: 'day', date, shift_id }) : null} />
      )}
      {it.patterns.length > 0 && <Rotations it={it} mayEnd={mayPlan} />}
      <Dialog title={t(titles[open?.what ?? 'day'])} opened={open !== null} onClose={close} size="lg">
        {open?.what === 'shifts' && <ShiftsForm shifts={it.shifts} onClose={close} />}
        {open?.what === 'paste' && <PasteForm shifts={it.shifts} onClose={close} />}
        {open?.what === 'rotation' && <RotationForm shifts={it.shifts} from={it.from} onClose={close} />}
        {open?.what === 'day' && <DayForm it={it} date={open.date} shift_id={open.shift_id} onClose={close} />}
      </Dialog>
    </>
  );
}

function Days({ it, onOpen }: { it: RosterAnswer; onOpen: ((date: string, shift_id: string) => void) | null }) {
  const { t, i18n } = useTranslation('roster');
  const dayName = (date: string): string =>
    new Date(`${date}T12:00:00Z`).toLocaleDateString(localeOf(i18n.language), {
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      timeZone: 'UTC',
    });
  const { today } = it;
  return (
    <>
      {it.holes.length > 0 && (
        <Alert color="yellow">
          <Text fw={600}>{t('plan.holes', { count: it.holes.length })}</Text>
          {it.holes.slice(0, 5).map((hole) => (
            <div key={hole.from}>
              <Time at={hole.from} /> – <Time at={hole.until} />
            </div>
          ))}
        </Alert>
      )}
      <Panel flush>
        <div className="hf-plan-box" tabIndex={0} role="region" aria-label={t('view.plan')}>
          <table className="hf-plan">
            <thead>
              <tr>
                <th scope="col">{t('plan.day')}</th>
                {it.shifts.map((shift) => (
                  <th key={shift.id} scope="col">
                    {shift.name}{' '}
                    <Text span size="xs" c="dimmed">
                      {shift.starts}–{shift.ends}
                    </Text>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {it.days.map((date) => (
                <tr key={date} className={date === today ? 'hf-plan-today' : ''}>
                  <th scope="row">{dayName(date)}</th>
                  {it.shifts.map((shift) => (
                    <td key={shift.id}>
                      <Cell duties={it.duties.filter((each) => each.on_date === date && each.shift_id === shift.id)} />
                      {onOpen !== null && (
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          aria-label={t('plan.change_day', { shift: shift.name, day: dayName(date) })}
                          onClick={() => onOpen(date, shift.id)}
                        >
                          {t('change')}
                        </Button>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  );
}

function Cell({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('roster');
  const title = useRoleTitle();
  if (duties.length === 0) return <span className="hf-unknown">{t('plan.nobody')}</span>;
  return (
    <span className="hf-plan-cell">
      {duties.map((it) => (
        <span key={`${it.role} ${it.way} ${it.person_id}`}>
          {it.person_name ?? <Badge tone="attention">{t('plan.nobody')}</Badge>}{' '}
          <Text span size="xs" c="dimmed">
            {title(it.role)}
            {it.way === 'on_call' && `, ${t('way.on_call')}`}
            {it.source === 'entry' && ` · ${t('plan.by_day')}`}
          </Text>
        </span>
      ))}
    </span>
  );
}

function Rotations({ it, mayEnd }: { it: RosterAnswer; mayEnd: boolean }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const { today } = it;
  const end = useAct(
    (pattern_id: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/roster/patterns/{pattern_id}/ending', {
          params: { path: { site_id, pattern_id } },
          body: { ends_on: today },
        }),
      ),
    { done: t('saved') },
  );
  return (
    <Panel title={t('plan.rotations')}>
      {it.patterns.map((each) => (
        <Group key={each.id} justify="space-between" gap="sm">
          <Text>
            {each.name}: {t('plan.rotation_text', { count: each.cycle_days, from: each.starts_on })}{' '}
            {each.ends_on !== null && t('plan.until', { day: each.ends_on })}
          </Text>
          {mayEnd && (each.ends_on === null || each.ends_on > today) && (
            <Button variant="default" size="compact-sm" loading={end.busy} onClick={() => void end.run(each.id)}>
              {t('plan.end_today')}
            </Button>
          )}
        </Group>
      ))}
    </Panel>
  );
}
