// Words of walk-downs: a round through an area, asset by asset, read at the machine by a named person (FEATURES C16).
import { kind } from '@holdfast/assets/schema';
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const walkDownState = z.enum(['open', 'finished', 'cancelled']);
/** `not_listed`: a device found in the cabinet that the inventory does not know. */
export const outcome = z.enum(['found', 'not_found', 'not_reachable', 'not_listed']);
export type Outcome = z.infer<typeof outcome>;
/** The mode switch at a controller. Anything but `run` lets a program be changed from afar or stops the machine. */
export const keyPosition = z.enum(['run', 'remote', 'program', 'stop', 'no_key']);
export type KeyPosition = z.infer<typeof keyPosition>;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const photo = z.object({ sha256, size_bytes: z.number().int(), type: z.enum(['image/jpeg', 'image/png', 'image/webp']) });
export type Photo = z.infer<typeof photo>;

export const walkDown = z.object({
  id,
  name: z.string(),
  /** A calendar day at the plant, `2026-11-30`. */
  due_on: z.iso.date().nullable(),
  assigned_to: id.nullable(),
  assigned_to_name: z.string().nullable(),
  state: walkDownState,
  stops: z.number().int(),
  read: z.number().int(),
  /** Stops whose last reading says something a person should look at. */
  attention: z.number().int(),
  planned_by_name: z.string().nullable(),
  planned_at: time,
  ended_by_name: z.string().nullable(),
  ended_at: time.nullable(),
  ended_reason: z.string().nullable(),
});
export type WalkDown = z.infer<typeof walkDown>;
export const walkDownQuery = listQuery.extend({ state: oneOrMore, assigned_to: oneOrMore });
export type WalkDownQuery = z.infer<typeof walkDownQuery>;
export const walkDownPage = page(walkDown);

export const reading = z.object({
  id,
  asset_id: id,
  outcome,
  firmware: z.string().nullable(),
  serial: z.string().nullable(),
  order_number: z.string().nullable(),
  key_position: keyPosition.nullable(),
  location: z.string().nullable(),
  remark: z.string().nullable(),
  photos: z.array(photo),
  /** What differed from the inventory when it was read. */
  attention: z.array(z.enum(['not_found', 'not_listed', 'key', 'firmware', 'serial', 'order_number'])),
  person_name: z.string().nullable(),
  read_at: time,
  received_at: time,
});
export type Reading = z.infer<typeof reading>;

/** One asset of the round: what the inventory says, and what was read last. */
export const stop = z.object({
  asset_id: id,
  name: z.string(),
  kind,
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  order_number: z.string().nullable(),
  serial: z.string().nullable(),
  firmware: z.string().nullable(),
  location: z.string().nullable(),
  ips: z.array(z.string()),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  /** False for a device that was found on the way. */
  planned: z.boolean(),
  reading: reading.nullable(),
});
export type Stop = z.infer<typeof stop>;
export const walkDownDetail = walkDown.extend({ route: z.array(stop) });
export type WalkDownDetail = z.infer<typeof walkDownDetail>;

/** What to walk: assets one by one, or all of zones and areas. */
export const newWalkDown = z
  .object({
    name,
    due_on: z.iso.date().nullable().default(null),
    assigned_to: id.nullable().default(null),
    asset_ids: z.array(id).max(2000).default([]),
    zone_ids: z.array(id).max(200).default([]),
    area_ids: z.array(id).max(200).default([]),
  })
  .refine((it) => it.asset_ids.length + it.zone_ids.length + it.area_ids.length > 0, { path: ['zone_ids'], message: 'nothing_to_walk' });
export type NewWalkDown = z.output<typeof newWalkDown>;

const said = z
  .string()
  .trim()
  .max(200)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);
/** A reading as the device sends it; `id` and `read_at` were made there. With `not_listed` there is no asset yet, but what it is. */
export const newReading = z
  .object({
    id,
    asset_id: id.nullable().default(null),
    outcome,
    name: said,
    kind: kind.nullable().default(null),
    firmware: said,
    serial: said,
    order_number: said,
    key_position: keyPosition.nullable().default(null),
    location: said,
    remark: remark
      .transform((text) => (text === '' ? null : text))
      .nullable()
      .default(null),
    photos: z.array(sha256).max(6).default([]),
    read_at: time,
  })
  .refine((it) => (it.outcome === 'not_listed') === (it.asset_id === null), { path: ['asset_id'], message: 'asset_or_not_listed' })
  .refine((it) => it.outcome !== 'not_listed' || it.name !== null, { path: ['name'], message: 'name_it' });
export type NewReading = z.output<typeof newReading>;

export const ending = z.object({ state: z.enum(['finished', 'cancelled']), reason: reason.nullable().default(null) });
