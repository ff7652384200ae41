// A month as a table of days, and days as a list.
import { Text } from '@mantine/core';
import { type Tone, ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '../schema.ts';
import { weeksOf } from './month.ts';
import { useTitleWords } from './rhythm-words.tsx';

type Rows = { rows: readonly CalendarEntry[]; today: string };
const mostInCell = 4;

export function MonthGrid({ rows, month, today }: Rows & { month: string }) {
  const { t } = useTranslation('cadence');
  return (
    <table className="hf-month">
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <th key={day} scope="col" abbr={t(`weekday.${day}`)}>
              {t(`weekday_short.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell
                key={day}
                day={day}
                isOther={!day.startsWith(month)}
                isToday={day === today}
                rows={rows.filter((it) => it.day === day)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ day, rows, isOther, isToday }: { day: string; rows: readonly CalendarEntry[]; isOther: boolean; isToday: boolean }) {
  const { t } = useTranslation('cadence');
  const shown = rows.length > mostInCell ? rows.slice(0, mostInCell - 1) : rows;
  return (
    <td data-other={isOther} data-today={isToday} data-free={rows.some((it) => it.kind === 'holiday')}>
      <time className="hf-month-day" dateTime={day}>
        {Number(day.slice(8))}
      </time>
      {shown.length > 0 && (
        <ul>
          {shown.map((it) => (
            <li key={it.id}>
              <EntryLine entry={it} />
            </li>
          ))}
          {rows.length > shown.length && (
            <li>
              <Text
                span
                size="xs"
                c="dimmed"
                title={rows
                  .slice(shown.length)
                  .map((it) => it.title.en)
                  .join(', ')}
              >
                {t('calendar.more', { count: rows.length - shown.length })}
              </Text>
            </li>
          )}
        </ul>
      )}
    </td>
  );
}

/** How loud an entry is: what is late or missed, what is due, everything else. */
export function toneOf(it: CalendarEntry): Tone {
  if (it.kind === 'missed' || it.state === 'overdue') return 'alarm';
  if (it.kind === 'activity') return it.state === 'due' ? 'attention' : 'waiting';
  if (it.kind === 'done') return 'good';
  return 'neutral';
}

function EntryLine({ entry: it }: { entry: CalendarEntry }) {
  const { t } = useTranslation('cadence');
  const { path } = usePlace();
  const titleWords = useTitleWords();
  const title = titleWords(it.title);
  const words = `${t(`kind.${it.kind}`)}: ${title}`;
  return (
    <span title={words}>
      <ToneIcon tone={toneOf(it)} size={12} /> {it.opens === null ? title : <Go to={path(it.opens)}>{title}</Go>}
    </span>
  );
}

export function DayList({ rows, today }: Rows) {
  const days = [...new Set(rows.map((it) => it.day))];
  return (
    <Panel flush>
      <ol className="hf-days">
        {days.map((day) => (
          <li key={day} data-today={day === today}>
            <Text fw={600} size="sm">
              <Time at={`${day}T12:00:00Z`} style="day" />
            </Text>
            <ul>
              {rows
                .filter((it) => it.day === day)
                .map((it) => (
                  <li key={it.id}>
                    <FullLine entry={it} />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function FullLine({ entry: it }: { entry: CalendarEntry }) {
  const { t, i18n } = useTranslation('cadence');
  const note = it.note === null ? null : i18n.language.startsWith('de') ? it.note.de : it.note.en;
  const more = [t(`kind.${it.kind}`), it.person_name, note].filter((part): part is string => part !== null && part !== '');
  return (
    <>
      <EntryLine entry={it} />
      <Text size="xs" c="dimmed">
        {it.at !== null && it.kind === 'activity' && <Time at={it.at} />} {more.join(' · ')}
      </Text>
    </>
  );
}
