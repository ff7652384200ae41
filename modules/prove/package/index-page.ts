// The readable side of a package: an index anybody opens in a browser, without script, and a table for a spreadsheet.
import type { Sheet } from '@holdfast/platform/sheet-file';
import { sheetStream } from '@holdfast/platform/sheet-file';
import { BUNDLE_ENTRIES, bundleFile, entryFile, openedFile } from '@holdfast/core-package';
import type { IndexRow } from './entry-files.ts';
import { indexWords, type IndexWords } from './index-words.data.ts';
import type { Stated } from './rules.stated.ts';
import type { Omission } from './schema.ts';

export type Language = 'en' | 'de';
/** `kindWords`: what each kind of entry is called, `_` for its dots. */
export type About = {
  site: string;
  scope: string;
  period: { from: string | null; until: string | null };
  origin: string;
  as_of: { size: number; root: string; fingerprint: string };
  entries: number;
  is_complete: boolean;
  /** Entries stand together in files; then the page shows the last ones only. */
  is_bundled: boolean;
  shown: number;
  omitted: readonly Omission[];
  /** Assumptions, and what the evidence does not prove. */
  stated: readonly Stated[];
  kindWords: Readonly<Record<string, string>>;
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const style = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:0 auto;max-width:76rem;padding:1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886;overflow-wrap:anywhere}
th{font-weight:600}dt{font-weight:600}dd{margin:0 0 .5rem}code{font-size:.85em}.scroll{overflow-x:auto}`;

/** The page in one language, written as the rows come. */
export async function* indexPage(language: Language, about: About, rows: AsyncIterable<readonly IndexRow[]>): AsyncGenerator<Uint8Array> {
  const words = indexWords[language];
  yield Buffer.from(headOf(language, about, words));
  for await (const some of rows) yield Buffer.from(some.map((row) => rowHtml(row, about)).join(''));
  yield Buffer.from('</tbody></table></div></body></html>\n');
}

function headOf(language: Language, about: About, words: IndexWords): string {
  const facts = factsOf(about, words).map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`);
  const left = about.omitted.map((it) => `<li>${escape(omissionText(it, words))}</li>`);
  const other = language === 'en' ? '<a href="index.de.html" lang="de">Deutsch</a>' : '<a href="index.html" lang="en">English</a>';
  const columns = words.columns.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'"><title>${escape(words.title)}</title><style>${style}</style></head>
<body><p>${other}</p><h1>${escape(words.title)}</h1><p>${escape(words.lead)}</p><dl>${facts.join('')}</dl>
<h2>${escape(words.left_out)}</h2>${left.length > 0 ? `<ul>${left.join('')}</ul>` : `<p>${escape(words.nothing)}</p>`}
${statedHtml(about, words)}<h2>${escape(words.entries)}</h2>${about.shown < about.entries ? `<p>${escape(words.more.replace('{most}', String(about.shown)))}</p>` : ''}<div class="scroll"><table><thead><tr>${columns}</tr></thead><tbody>`;
}

function statedHtml({ stated }: About, words: IndexWords): string {
  if (stated.length === 0) return '';
  const parts = stated.map(
    ({ heading, lines }) => `<h3>${escape(heading)}</h3><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
  );
  return `<h2>${escape(words.stated)}</h2>${parts.join('')}\n`;
}

/** What stands above the table, as pairs. */
export function factsOf(about: About, words: IndexWords): [string, string][] {
  const period = `${about.period.from ?? words.beginning} – ${about.period.until ?? words.end}`;
  return [
    [words.site, about.site],
    [words.scope, about.scope === '' ? words.whole_site : about.scope],
    [words.period, period],
    [words.ledger, about.origin],
    [words.as_of, `${about.as_of.size} · ${about.as_of.root} · ${about.as_of.fingerprint}`],
    [words.inside, `${about.entries} / ${about.as_of.size}`],
    [words.mode, about.is_complete ? words.complete : words.partial],
  ];
}

export function omissionText({ what, reason, count }: Omission, words: IndexWords): string {
  return `${count} ${words.what[what]}: ${words.reasons[reason] ?? reason}`;
}

export const kindOf = ({ kind }: IndexRow, { kindWords }: About): string => kindWords[kind.replaceAll('.', '_')] ?? kind;

function rowHtml(row: IndexRow, about: About): string {
  const link = (name: string, text: string) => `<a href="${escape(name)}">${escape(text)}</a>`;
  const files = [
    ...(row.texts.length > 0 && !about.is_bundled ? [link(openedFile(row.idx), 'opened')] : []),
    ...row.blobs.map((name) => link(name, name.slice(6, 14))),
  ];
  const cells = [
    link(about.is_bundled ? bundleFile(row.idx - (row.idx % BUNDLE_ENTRIES)) : entryFile(row.idx), String(row.idx)),
    escape(row.at),
    escape(kindOf(row, about)),
    escape(row.who),
    `${escape(row.subject_type)} <code>${escape(row.subject_id)}</code>`,
    [...row.texts.map(escape), ...files].join('<br>'),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

const statedRows = ({ stated }: About): [string, string][] =>
  stated.flatMap(({ heading, lines }) => lines.map((line): [string, string] => [heading, line]));

/** The same rows as a workbook. */
export function indexSheet(language: Language, about: About, rows: AsyncIterable<readonly IndexRow[]>): AsyncIterable<Uint8Array> {
  const words = indexWords[language];
  const cells = (row: IndexRow) => [
    row.idx,
    { wall: row.at.slice(0, 19).replace('T', ' ') },
    kindOf(row, about),
    row.who,
    row.subject_type,
    row.subject_id,
    row.texts.join('\n'),
    row.blobs.join('\n'),
  ];
  const sheet: Sheet = {
    title: words.entries,
    about: [...factsOf(about, words), ...about.omitted.map((it) => [words.left_out, omissionText(it, words)]), ...statedRows(about)],
    header: words.sheet_columns,
    rows: (async function* () {
      for await (const some of rows) yield some.map(cells);
    })(),
  };
  return sheetStream('xlsx', sheet);
}
