// What lists ask of the server besides their rows: files, choices of all rows, kept views, taking back. The app's frame provides it; without it
// a list still shows, sorts and filters.
import { createContext, type ReactNode, useContext } from 'react';

export type ColumnState = { key: string; shown: boolean; width: number | null };
export type Layout = { columns: ColumnState[] };
export type View = {
  id: string;
  name: string;
  query: Record<string, string>;
  layout: Layout | null;
  shared: boolean;
  mine: boolean;
  owner_name: string;
};
export type Preferences = { views: View[]; layout: Layout | null; default_view_id: string | null };
export type ExportBody = {
  format: 'csv' | 'xlsx';
  title: string;
  query: Record<string, string>;
  columns?: { header: string; fields: readonly string[]; words?: Readonly<Record<string, string>>; texts?: string[] }[];
  ids?: string[];
  about: string[][];
  time_zone: string;
};
/** Rows by their ids, and what they are called, in the same order. */
export type Named = { ids: string[]; names: string[] };
export type Undone = { restored: number; kept: { id: string; code: string }[] };

export type ListServices = {
  /** Saves the list at the path (`/api/v1/...`) as a file. */
  exportList: (path: string, body: ExportBody) => Promise<void>;
  /** Ids and names of all rows that match, but for those taken out; refused when it is not `seen` rows any more. */
  choose: (path: string, body: { query: Record<string, string>; excluded_ids: string[]; seen: number }) => Promise<Named>;
  /** Puts back what an act changed. */
  undo: (entry_id: string) => Promise<Undone>;
  /** The newest act on an object the signed-in person did and may take back. */
  lastActOn: (object_id: string) => Promise<string | null>;
  readPreferences: (list: string) => Promise<Preferences>;
  keepPreferences: (list: string, patch: Partial<Omit<Preferences, 'views'>>) => Promise<void>;
  addView: (it: { list: string; name: string; query: Record<string, string>; layout: Layout | null }) => Promise<string>;
  changeView: (view_id: string, patch: { name?: string; query?: Record<string, string>; layout?: Layout | null }) => Promise<void>;
  dropView: (view_id: string) => Promise<void>;
  shareView: (view_id: string, shared: boolean) => Promise<void>;
  mayShare: boolean;
  mayUndo: boolean;
  person_name: string;
};

const context = createContext<ListServices | null>(null);

export function ListServicesProvider({ services, children }: { services: ListServices; children: ReactNode }) {
  return <context.Provider value={services}>{children}</context.Provider>;
}

export function useListServices(): ListServices | null {
  return useContext(context);
}
