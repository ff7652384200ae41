// What the reading thread makes of a file: one table, whatever it came as. And the limits it keeps.
import type { ImportSource, SheetKind } from './schema.ts';

/** `cells` by column index. `place`: where in a project file or NetBox; null in a sheet, where the row number says it. */
export type TableRow = { row_number: number; place: string | null; cells: string[]; more: (readonly [string, string])[] };
export type TableColumn = { index: number; heading: string; refused: 'secret' | null };

/** A file read. Cells of refused columns are empty: what stood there never left the thread. */
export type Table = {
  source: ImportSource;
  notes: Record<string, string>;
  columns: TableColumn[];
  rows: TableRow[];
};

/** What is refused about a whole file; `params` fill the sentence. */
export type ReadFault = { code: string; params: Record<string, string | number> };
export type ReadAnswer = { ok: true; table: Table } | { ok: false; fault: ReadFault };
export type ReadOrder = { kind: SheetKind; name: string; bytes: Uint8Array };

export const limits = {
  file_bytes: 20 << 20,
  /** Of everything in an XLSX, unpacked. */
  unpacked_bytes: 200 << 20,
  rows: 20_000,
  columns: 200,
  cell_characters: 4000,
  read_ms: 60_000,
  heap_mb: 512,
} as const;

/** Rows of a sheet as text, with how they were read. `numbers[i]` is the row number people see. */
export type Grid = { rows: string[][]; numbers: number[]; notes: Record<string, string> };

/** A fault found while reading; becomes the refusal of the whole file. */
export class FileFault extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
