// The fields of an asset a person may word, and how each is entered.
import type { ChangedAsset } from '../schema.ts';

export type FieldName = Exclude<keyof ChangedAsset, 'version'>;
/** `text` a line, `long` several lines, otherwise a choice. */
export type Field = { name: FieldName; entry: 'text' | 'long' | 'kinds' | 'levels' | 'criticalities' | 'people' | 'areas' };

const text = (name: FieldName): Field => ({ name, entry: 'text' });

export const fields: Record<FieldName, Field> = {
  name: text('name'),
  vendor: text('vendor'),
  model: text('model'),
  order_number: text('order_number'),
  firmware: text('firmware'),
  serial: text('serial'),
  kind: { name: 'kind', entry: 'kinds' },
  purdue_level: { name: 'purdue_level', entry: 'levels' },
  area_id: { name: 'area_id', entry: 'areas' },
  owner_id: { name: 'owner_id', entry: 'people' },
  criticality: { name: 'criticality', entry: 'criticalities' },
  production_role: text('production_role'),
  remark: { name: 'remark', entry: 'long' },
};
