// The record of a meeting on paper: who was there, what was decided, who does what by when, and who signed.
import { readFile } from 'node:fs/promises';
import { printableText, renderPdf } from '@holdfast/platform/pdf';
import { paperWords } from './paper-words.data.ts';
import type { MeetingDetail } from './schema.ts';

export type PaperOf = { language: 'en' | 'de'; at: Date; title: { en: string; de: string } };

const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** The bytes. Throws as `renderPdf`. */
export async function minutesPaper(it: MeetingDetail, of: PaperOf): Promise<Uint8Array> {
  const source = await readFile(new URL('./minutes.typ', import.meta.url), 'utf8');
  const data = JSON.parse(JSON.stringify(paperData(it, of)), (_, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  ) as unknown;
  return renderPdf({ source, data, at_s: Math.floor(of.at.getTime() / 1000) });
}

/** What stands on the paper. */
export function paperData(it: MeetingDetail, { language, at, title }: PaperOf) {
  const words = paperWords[language];
  const made = minute(at.toISOString());
  const quorum = `${fill(words.quorum_text, { present: it.present, members: it.members, quorum: it.quorum })}${it.has_quorum || it.held_at === null ? '' : ` (${words.quorum_missed})`}`;
  return {
    lang: language,
    title: title[language],
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    facts: [
      [words.period, `${it.period_from} – ${it.period_until}`],
      [words.held, it.held_at === null ? words.not_held : `${minute(it.held_at)} UTC`],
      [words.quorum, quorum],
    ],
    parts: [
      {
        title: words.there,
        lines: it.attendees.map((one) => {
          const part = one.part === 'guest' ? `, ${words.guest}` : '';
          const sign =
            one.presence === 'present'
              ? `, ${one.signed_at === null ? words.unsigned : fill(words.signed, { at: minute(one.signed_at) })}`
              : '';
          return `${one.name ?? one.person_id}${part}${one.presence === null ? '' : `: ${words.presence[one.presence]}`}${sign}`;
        }),
      },
      {
        title: words.fixed,
        lines: (['tabletop', 'runbooks', 'investment'] as const).map((item) => `${words.items[item]}: ${it.fixed_items[item] ?? '–'}`),
      },
      { title: words.decisions, lines: it.decision_list.map((one) => `${one.number}. ${one.text} (${words.outcome[one.outcome]})`) },
      {
        title: words.actions,
        lines: it.action_list.map(
          (one) => `${one.number}. ${one.title}, ${fill(words.by, { day: one.due_on, name: one.owner_name ?? '' })}`,
        ),
      },
      {
        title: words.agenda,
        lines: it.agenda.filter(({ total }) => total > 0).map(({ section, total }) => `${words.sections[section]}: ${total}`),
      },
    ].map(({ title: head, lines }) => ({ title: head, lines: lines.length === 0 ? [words.none] : lines })),
    minutes: { title: words.minutes, text: it.minutes ?? words.none },
    foot: it.minutes_sha256 === null ? fill(words.unfixed, { at: made }) : fill(words.foot, { sha256: it.minutes_sha256, at: made }),
  };
}
