// The fields of an asset a person may word, and how each is entered.
import type { ChangedAsset } from '../schema.ts';

export type FieldName = Exclude<keyof ChangedAsset, 'version'>;
/** `text` a line, `long` several lines, `hours` a number, otherwise a choice. */
export type Field = {
  name: FieldName;
  entry: 'text' | 'long' | 'hours' | 'kinds' | 'levels' | 'criticalities' | 'roles' | 'uptimes' | 'lifecycles' | 'people' | 'areas';
};

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
  production_role: { name: 'production_role', entry: 'roles' },
  uptime_need: { name: 'uptime_need', entry: 'uptimes' },
  rto_hours: { name: 'rto_hours', entry: 'hours' },
  asset_tag: text('asset_tag'),
  location: text('location'),
  lifecycle: { name: 'lifecycle', entry: 'lifecycles' },
  remark: { name: 'remark', entry: 'long' },
};
