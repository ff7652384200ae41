// The gap report on paper: two pages for the management body; what does not fit is counted, not hidden.
import { readFile } from 'node:fs/promises';
import { printableText, renderPdf } from '@holdfast/platform/pdf';
import { dayIn } from '@holdfast/requirements/rules.days';
import { type Language, reportWords } from './report-words.data.ts';
import type { Gap } from './schema.ts';

export type Report = { gaps: readonly Gap[]; site: { name: string; time_zone: string }; at: Date; language: Language };

/** So many rows fit on two pages whatever they say: each cell is cut where its place ends. */
const mostRows = 18;
const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** The bytes. Throws as `renderPdf`. */
export async function reportPaper(report: Report): Promise<Uint8Array> {
  const { at } = report;
  const source = await readFile(new URL('./report.typ', import.meta.url), 'utf8');
  const printable = JSON.parse(JSON.stringify(reportData(report)), (_, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  ) as unknown;
  return renderPdf({ source, data: printable, at_s: Math.floor(at.getTime() / 1000) });
}

/** What stands on the paper. */
export function reportData({ gaps, site, at, language }: Report) {
  const words = reportWords[language];
  const day = dayIn(at.getTime(), site.time_zone);
  const shown = gaps.slice(0, mostRows);
  const minimum = gaps.filter((it) => it.no !== null).length;
  return {
    lang: language,
    title: words.title.replace('{site}', site.name),
    date: { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) },
    lead: gaps.length === 0 ? words.none : words.lead.replace('{yes}', String(10 - minimum)).replace('{count}', String(gaps.length)),
    head: [words.gap, words.consequence, words.owner, words.due, words.law],
    rows: shown.map((it) => [
      [
        it.no === null ? it.title[language] : `${it.no}. ${it.title[language]}`,
        cut(it.lacking.map((text) => text[language]).join(' · '), 110),
      ],
      cut(it.consequence[language], 150),
      it.owner_name ?? words.nobody,
      it.due_on === null ? words.no_date : it.overdue ? `${dayText(it.due_on, language)} (${words.overdue})` : dayText(it.due_on, language),
      it.citation.text[language],
    ]),
    more: gaps.length > shown.length ? words.more.replace('{count}', String(gaps.length - shown.length)) : null,
    foot: words.foot,
  };
}

const dayText = (day: string, language: Language): string =>
  language === 'de' ? day.split('-').toReversed().join('.') : day.split('-').toReversed().join('/');
