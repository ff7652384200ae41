// A version on paper: tagged PDF/A with its places filled as of today, and on each page what proves the text.
import { readFile } from 'node:fs/promises';
import { printableText, renderPdf } from '@holdfast/platform/pdf';
import { paperWords } from './paper-words.data.ts';
import type { Inline } from './rules.text.ts';
import { readBody } from './rules.text.ts';
import type { Language } from './rules.types.ts';
import type { DocumentText, Places, VersionRow } from './schema.ts';

export type Sheet = {
  language: Language;
  text: DocumentText;
  places: Places;
  document_id: string;
  number: number;
  state: VersionRow['state'];
  /** Filled in, and printed, then. */
  now: Date;
  time_zone: string;
  sha256: string;
  approved_at: string | null;
  proposed_by: string;
  approved_by: string | null;
  entry_id: string | null;
  site_name: string;
  lags_since: string | null;
};

type Piece = { kind: 'text' | 'bold' | 'filled' | 'open'; text: string };

/** Throws as `renderPdf`. */
export async function documentPaper(it: Sheet): Promise<Uint8Array> {
  const source = await readFile(new URL('./document.typ', import.meta.url), 'utf8');
  const printable = JSON.parse(JSON.stringify(dataOf(it)), (_, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  ) as unknown;
  return renderPdf({ source, data: printable, at_s: Math.floor(it.now.getTime() / 1000) });
}

function dataOf(it: Sheet) {
  const words = paperWords[it.language];
  const day = (at: string | Date): string =>
    new Intl.DateTimeFormat(it.language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium', timeZone: it.time_zone }).format(new Date(at));
  const inForce = it.state === 'approved';
  const places = { ...it.places, 'document.next_review': (it.places['document.next_review'] ?? []).map(day) };
  return {
    lang: it.language,
    title: it.text.title,
    date: { year: it.now.getUTCFullYear(), month: it.now.getUTCMonth() + 1, day: it.now.getUTCDate() },
    state: inForce ? null : words.state[it.state],
    facts: [
      [words.site, it.site_name],
      [words.version, String(it.number)],
      [words.written_by, it.proposed_by],
      ...(it.approved_at === null ? [] : [[words.approved, `${day(it.approved_at)}, ${it.approved_by ?? '?'}`]]),
      ...(it.lags_since === null ? [] : [[words.translation, words.lags.replace('{day}', day(it.lags_since))]]),
      [words.printed, day(it.now)],
    ],
    sections: it.text.sections.map((section) => ({
      heading: section.heading,
      blocks: readBody(section.body).map(({ kind, items }) => ({
        kind,
        items: items.map((line) => piecesOf(line, places, words.unknown)),
      })),
    })),
    foot: [
      `${it.text.title} · ${words.version} ${it.number} · ${it.document_id}`,
      `SHA-256 ${it.sha256}`,
      it.entry_id === null ? words.no_entry : `${words.entry} ${it.entry_id}`,
    ],
    note: words.note.replace('{day}', day(it.now)),
  };
}

/** A place becomes what Holdfast knows, or says that it knows nothing yet. */
export const piecesOf = (line: readonly Inline[], places: Places, unknown: string): Piece[] =>
  line.map((it): Piece => {
    if (it.kind !== 'place') return it;
    const lines = places[it.place] ?? [];
    return lines.length === 0 ? { kind: 'open', text: unknown } : { kind: 'filled', text: lines.join('; ') };
  });
