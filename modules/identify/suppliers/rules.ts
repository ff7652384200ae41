// Decisions about suppliers.
import type { NewSupplier } from './schema.ts';

/** Columns of a supplier that are its own text, in the order people read them. */
export const supplierColumns = [
  'number',
  'name',
  'country',
  'contact_name',
  'contact_email',
  'contact_phone',
  'services',
  'remark',
] as const;
export type SupplierColumn = (typeof supplierColumns)[number];

/** What the ledger may say in clear: no contact, no free text. */
export const clearFacts = (it: Pick<NewSupplier, 'number' | 'name' | 'country' | 'asset_ids'>): Record<string, unknown> => ({
  number: it.number,
  name: it.name,
  country: it.country,
  assets: it.asset_ids.length,
});
