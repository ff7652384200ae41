// A list on paper: all rows that match, with what they were filtered by; where the list has chapters, each begins on its own sheet and names itself on every one.
import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useAct } from './act.tsx';
import type { Column, Load } from './table-data.tsx';

export async function allRows<Row>(
  query: Record<string, string>,
  load: Load<Row>,
  most = Infinity,
): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  for (let total = 1; rows.length < Math.min(total, most);) {
    const page = await load({ ...query, limit: exportPage, offset: rows.length });
    total = page.total;
    rows.push(...page.rows);
    if (page.rows.length === 0) break;
    if (rows.length >= Math.min(total, most)) return { rows: rows.slice(0, most), total };
  }
  return { rows, total: rows.length };
}
const exportPage = 2000;
/** Rows on one print; more would stop the browser. */
const mostPrinted = 5000;

type PrintProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  query: Record<string, string>;
  load: Load<Row>;
  chapterOf?: (row: Row) => string;
};
type Sheets<Row> = { rows: Row[]; total: number; about: string[][] };

/** Prints all rows that match, not only those in view. `about`: what the paper says of itself, as names and values. */
export function usePrint<Row extends { id: string }>(props: PrintProps<Row>, about: () => string[][]) {
  const { query, load } = props;
  const [sheets, setSheets] = useState<Sheets<Row> | null>(null);
  const act = useAct(async () => {
    const found = await allRows(query, load, mostPrinted);
    flushSync(() => setSheets({ ...found, about: about() }));
    document.body.classList.add('hf-printing');
    // The dialog holds the page in most browsers; in the others the print is taken before this ends.
    window.print();
    document.body.classList.remove('hf-printing');
    setSheets(null);
  });
  return { ...act, paper: sheets === null ? null : createPortal(<Paper {...props} sheets={sheets} />, document.body) };
}

function Paper<Row extends { id: string }>({ label, columns, chapterOf, sheets }: PrintProps<Row> & { sheets: Sheets<Row> }) {
  const { t } = useTranslation('design');
  const { rows, total, about } = sheets;
  // Not who printed it, and the list's name stands first.
  const said = about.slice(0, -1).flatMap(([name, value]) => (value === label ? [] : [`${name}: ${value}`]));
  const chapters = chapterOf === undefined ? null : [...Map.groupBy(rows, chapterOf)];
  return (
    <div className="hf-paper">
      <h1>{label}</h1>
      <dl>
        {about.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {chapters === null ? (
        <PaperTable columns={columns} rows={rows} />
      ) : (
        chapters.map(([chapter, own]) => (
          <section key={chapter}>
            <PaperTable columns={columns} rows={own} head={[chapter, label, ...said]} />
          </section>
        ))
      )}
      {rows.length < total && <p>{t('export.cut', { shown: rows.length, total })}</p>}
    </div>
  );
}

type TableOf<Row> = { columns: readonly Column<Row>[]; rows: readonly Row[]; head?: readonly string[] };

/** `head`: what stands above the columns on every sheet, the chapter first; columns are then as wide in every chapter. */
function PaperTable<Row extends { id: string }>({ columns, rows, head }: TableOf<Row>) {
  return (
    <table className={head === undefined ? undefined : 'hf-paper-fixed'}>
      {head !== undefined && (
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
      )}
      <thead>
        {head !== undefined && (
          <tr className="hf-paper-head">
            <th colSpan={columns.length}>
              <strong>{head[0]}</strong> {head.slice(1).join(' · ')}
            </th>
          </tr>
        )}
        <tr>
          {columns.map((column) => (
            <th key={column.key}>{column.header}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.key}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
