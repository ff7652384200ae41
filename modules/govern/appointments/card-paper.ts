// A role card on paper: one page, in the holder's language, for the wall or the pocket.
import { readFile } from 'node:fs/promises';
import { printableText, renderPdf } from '@holdfast/platform/pdf';
import { cardWords } from './card-words.data.ts';
import type { Card } from './schema.ts';

/** Whose card it is; null for the bare card of a role. */
export type CardFor = {
  person_name: string;
  deputy_name: string | null;
  place: string | null;
  until_at: string | null;
  phone: string | null;
  deputy_phone: string | null;
} | null;

const longestOwn = 900;

/** The bytes. `at`: the document's own date; `time_zone`: of the site. Throws as `renderPdf`. */
export async function cardPaper(card: Card, of: CardFor, at: Date, time_zone: string): Promise<Uint8Array> {
  const words = cardWords[card.language];
  const dayOf = (when: Date): string =>
    when.toLocaleDateString(card.language === 'de' ? 'de-DE' : 'en-GB', { timeZone: time_zone, dateStyle: 'medium' });
  const data = {
    lang: card.language,
    title: card.title,
    purpose: card.purpose,
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    facts: of === null ? [] : factsOf(of, words, dayOf),
    parts: [
      { title: words.decides, lines: card.decides },
      { title: words.does, lines: card.does },
      { title: words.reports, lines: card.reports },
    ],
    own: card.own_text === null ? null : { title: words.own, text: card.own_text.slice(0, longestOwn) },
    lags: card.lags === null ? null : words.lags.replace('{day}', dayOf(new Date(card.lags.since))),
    read: words.read,
    foot: [
      words.version.replace('{version}', card.version).replace('{day}', dayOf(at)),
      ...(card.cite === null ? [] : [`${words.law}: ${card.cite.instrument} ${card.cite.place}`]),
    ].join(' · '),
  };
  const source = await readFile(new URL('./card.typ', import.meta.url), 'utf8');
  const printable = JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  ) as unknown;
  return renderPdf({ source, data: printable, at_s: Math.floor(at.getTime() / 1000) });
}

type Words = (typeof cardWords)['en' | 'de'];

function factsOf(of: NonNullable<CardFor>, words: Words, dayOf: (when: Date) => string): [string, string][] {
  const called = (name: string, phone: string | null): string => (phone === null ? name : `${name} · ${phone}`);
  return [
    [words.holder, called(of.person_name, of.phone)],
    [words.deputy, of.deputy_name === null ? words.nobody : called(of.deputy_name, of.deputy_phone)],
    [words.where, of.place ?? words.organisation],
    [words.until, of.until_at === null ? words.no_end : dayOf(new Date(of.until_at))],
  ];
}
