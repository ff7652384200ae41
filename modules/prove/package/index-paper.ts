// The readable index on paper: tagged PDF/A, with the last entries; where no compiler runs, a package has none.
import { readFile } from 'node:fs/promises';
import { printableText, renderPdf } from '@holdfast/platform/pdf';
import type { IndexRow } from './entry-files.ts';
import { type About, factsOf, kindOf, type Language, omissionText } from './index-page.ts';
import { indexWords } from './index-words.data.ts';

/** More make hundreds of pages nobody turns. */
export const mostOnPaper = 1000;

/** `at`: when the checkpoint was published, the document's own date. Throws as `renderPdf`. */
export async function indexPaper(
  language: Language,
  about: About,
  rows: AsyncIterable<readonly IndexRow[]>,
  at: Date,
): Promise<Uint8Array> {
  const words = indexWords[language];
  let last: IndexRow[] = [];
  for await (const some of rows) last = [...last, ...some].slice(-mostOnPaper);
  const data = {
    lang: language,
    title: words.title,
    lead: words.lead,
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    facts_head: words.facts_head,
    facts: factsOf(about, words),
    left_out: words.left_out,
    nothing: words.nothing,
    omitted: about.omitted.map((it) => omissionText(it, words)),
    stated_title: words.stated,
    stated: about.stated.map(({ heading, lines }) => ({ heading, lines: [...lines] })),
    entries: words.entries,
    columns: words.paper_columns,
    more: about.entries > mostOnPaper ? words.more.replace('{most}', String(mostOnPaper)) : null,
    rows: last.map((row) => [
      String(row.idx),
      row.at.slice(0, 19).replace('T', ' '),
      kindOf(row, about),
      row.who,
      `${row.subject_type} ${row.subject_id}`,
    ]),
  };
  const source = await readFile(new URL('./index.typ', import.meta.url), 'utf8');
  const printable = JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? printableText(value) : value,
  ) as unknown;
  return renderPdf({ source, data: printable, at_s: Math.floor(at.getTime() / 1000) });
}
