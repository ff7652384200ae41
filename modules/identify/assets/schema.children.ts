// Words of devices behind another one: serial field devices of a gateway, modules of a rack. They have no address of their own.
import { id, name, page } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { kind } from './schema.ts';

/** Where at the parent: `COM1 unit 5`, `slot 3`. */
const port = z.string().trim().min(1).max(60);
const fact = z.string().trim().max(200).nullable().default(null);

export const child = z.object({
  id,
  name: z.string(),
  kind,
  parent_port: z.string().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  order_number: z.string().nullable(),
  serial: z.string().nullable(),
  firmware: z.string().nullable(),
});
export type Child = z.infer<typeof child>;

/** The devices behind an asset, and the one it is behind itself. */
export const family = page(child).extend({
  parent: z.object({ id, name: z.string(), port: z.string().nullable() }).nullable(),
});
export type Family = z.infer<typeof family>;

export const newChild = z.object({ name, kind, port, vendor: fact, model: fact, order_number: fact, serial: fact });
export type NewChild = z.output<typeof newChild>;

/** Puts an asset that is known already behind another one, or (null) on its own feet again. */
export const newParent = z.object({ parent_id: id.nullable(), port: port.nullable().default(null) });
