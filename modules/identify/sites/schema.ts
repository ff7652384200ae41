// Words of sites and their production areas.
import { id, name, time, timeZone } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const site = z.object({
  id,
  name: z.string(),
  country: z.string().nullable(),
  time_zone: z.string(),
  /** What was seen of flows hour by hour is forgotten after so many days. */
  conversation_days: z.number().int(),
  created_at: time,
});
export type Site = z.infer<typeof site>;
export const newSite = z.object({ name, country: z.string().length(2).nullable().default(null), time_zone: timeZone });
export const changedSite = newSite.partial().extend({ conversation_days: z.number().int().min(1).max(3660).optional() });

export const area = z.object({
  id,
  name: z.string(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  assets: z.number().int(),
  assets_without_owner: z.number().int(),
});
export type Area = z.infer<typeof area>;
export const newArea = z.object({ name, owner_id: id.nullable().default(null) });
