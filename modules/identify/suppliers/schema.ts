// Words of suppliers: who supplies or maintains what, and whom to call.
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const supplierState = z.enum(['active', 'retired']);
const line = z.string().trim().max(200).nullable().default(null);

export const supplier = z.object({
  id,
  number: z.string().nullable(),
  name: z.string(),
  country: z.string().nullable(),
  contact_name: z.string().nullable(),
  contact_email: z.string().nullable(),
  contact_phone: z.string().nullable(),
  services: z.string().nullable(),
  remark: z.string().nullable(),
  state: supplierState,
  assets: z.array(z.object({ id, name: z.string() })),
  version: z.number().int(),
  created_at: time,
});
export type Supplier = z.infer<typeof supplier>;
export const supplierQuery = listQuery.extend({ state: oneOrMore, country: oneOrMore });
export type SupplierQuery = z.infer<typeof supplierQuery>;
export const supplierPage = page(supplier);

export const newSupplier = z.object({
  number: line,
  name,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  contact_name: line,
  contact_email: z.email().max(254).nullable().default(null),
  contact_phone: line,
  services: remark.nullable().default(null),
  remark: remark.nullable().default(null),
  /** Assets they service. */
  asset_ids: z.array(id).max(2000).default([]),
});
export type NewSupplier = z.output<typeof newSupplier>;
/** All fields as they shall be; `version` as they were read. */
export const changedSupplier = newSupplier.extend({ version: z.number().int() });
export const retirement = z.object({ reason });
