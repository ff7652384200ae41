// Words of roles: grants of a role to a person, for the organisation, a site or a zone.
import { everyRole } from '@holdfast/platform/permit';
import { id, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const roleName = z.enum(everyRole);
export const grantScope = z.enum(['organisation', 'site', 'zone']);

export const grant = z.object({
  id,
  person_id: id,
  person_name: z.string(),
  role: roleName,
  scope: grantScope,
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
  starts_at: time,
  expires_at: time.nullable(),
  granted_at: time,
  /** `hand`, or `directory:<id>` when it follows a directory's group. */
  source: z.string(),
});
export type GrantRow = z.infer<typeof grant>;

export const newGrant = z
  .object({
    person_id: id,
    role: roleName,
    scope: grantScope,
    site_id: id.nullable().default(null),
    zone_id: id.nullable().default(null),
    /** Counts from then on; left out, from now. */
    starts_at: time.nullable().optional(),
    expires_at: time.nullable().default(null),
  })
  .refine((it) => (it.scope === 'organisation') === (it.site_id === null), { path: ['site_id'], message: 'site_id_for_site_scope' })
  .refine((it) => (it.scope === 'zone') === (it.zone_id !== null), { path: ['zone_id'], message: 'zone_id_for_zone_scope' });
export type NewGrant = z.infer<typeof newGrant>;

/** Somebody who stands in for the holder of a grant, from-to. */
export const deputy = z.object({
  id,
  grant_id: id,
  person_id: id,
  person_name: z.string(),
  starts_at: time,
  until_at: time,
  named_by_name: z.string(),
  /** Whether it counts now: begun, not over, and both people active. */
  in_force: z.boolean(),
});
export type Deputy = z.infer<typeof deputy>;
export const newDeputy = z.object({ person_id: id, starts_at: time, until_at: time, reason });

/** A grant on the page of roles: also those that begin later, with who stands in. */
export const heldGrant = grant.extend({
  state: z.enum(['in_force', 'expiring', 'later', 'account_closed']),
  deputies: z.array(deputy),
  /** Whether the person who asks may name a deputy for it: the holder and the owner. */
  may_name_deputy: z.boolean(),
});
export type HeldGrant = z.infer<typeof heldGrant>;
export const changedGrant = z.object({ expires_at: time.nullable(), reason });
