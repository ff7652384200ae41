// Words of preferences: how a person looks at a list, and the views kept for later, for oneself or for the site.
import { id, name } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** A list's name: the first part of its page's address. */
export const listName = z.string().regex(/^[a-z][a-z_-]{0,59}$/);

/** Which columns, in which order, how wide (pixels). Columns not named stand behind, hidden or not as the list has them. */
export const layout = z.object({
  columns: z
    .array(z.object({ key: z.string().min(1).max(60), shown: z.boolean(), width: z.number().int().min(40).max(1200).nullable() }))
    .max(100),
});
export type Layout = z.infer<typeof layout>;

/** The address's query of a list: search, filters, sort; `?` and what one object is open left out. */
const query = z.record(z.string().max(60), z.string().max(2000));

export const view = z.object({
  id,
  list: listName,
  name: z.string(),
  query,
  layout: layout.nullable(),
  shared: z.boolean(),
  mine: z.boolean(),
  owner_name: z.string(),
});
export type View = z.infer<typeof view>;

export const newView = z.object({ list: listName, name, query, layout: layout.nullable().default(null) });
export const changedView = z.object({ name, query, layout: layout.nullable() }).partial();
export const sharing = z.object({ shared: z.boolean() });

/** What one person keeps of one list. */
export const listPreferences = z.object({ views: z.array(view), layout: layout.nullable(), default_view_id: id.nullable() });
export type ListPreferences = z.infer<typeof listPreferences>;
export const changedPreferences = z.object({ layout: layout.nullable(), default_view_id: id.nullable() }).partial();
