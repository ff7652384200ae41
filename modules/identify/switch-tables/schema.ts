// Words of switch tables: which devices a switch has behind which port, as pasted or uploaded by a person.
import { id, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const tableEntry = z.object({ mac: z.string(), port: z.string(), vlan: z.number().int().nullable() });
export type TableEntry = z.infer<typeof tableEntry>;
export type TableReading = {
  entries: TableEntry[];
  /** Lines with an address whose port is not clear; the first 50. */
  not_understood: { line: number; text: string }[];
  /** Entries of the switch itself and of groups. */
  skipped: number;
  /** More lines than are read. */
  cut: boolean;
};

/** The table as text; `switch_id` is the asset it was read from, `read_at` when. */
export const pastedTable = z.object({
  switch_id: id,
  text: z.string().min(1).max(900_000),
  read_at: time,
});

/** What a table would change: nothing is written before a person applies it. */
export const tablePreview = z.object({
  rows: z.array(
    tableEntry.extend({
      asset_id: id.nullable(),
      asset_name: z.string().nullable(),
      vendor: z.string().nullable(),
      /** Many devices behind this port: it leads to another switch, so it says nothing about where the device is plugged in. */
      uplink: z.boolean(),
      /** The port it was last seen at, when that differs. */
      moved_from: z.string().nullable(),
    }),
  ),
  known: z.number().int(),
  fresh: z.number().int(),
  moved: z.number().int(),
  skipped: z.number().int(),
  cut: z.boolean(),
  not_understood: z.array(z.object({ line: z.number().int(), text: z.string() })),
});
export type TablePreview = z.infer<typeof tablePreview>;

export const switchTable = z.object({
  id,
  switch_id: id,
  switch_name: z.string(),
  read_at: time,
  applied_at: time,
  applied_by_name: z.string().nullable(),
  entries: z.number().int(),
  fresh: z.number().int(),
});
export type SwitchTable = z.infer<typeof switchTable>;
export const switchTablePage = page(switchTable);
