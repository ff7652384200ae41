// Words of roles: grants of a role to a person, for the organisation, a site or a zone.
import { roleNames } from '@holdfast/platform/permit';
import { id, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const roleName = z.enum(roleNames);
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
    expires_at: time.nullable().default(null),
  })
  .refine((it) => (it.scope === 'organisation') === (it.site_id === null), { path: ['site_id'], message: 'site_id_for_site_scope' })
  .refine((it) => (it.scope === 'zone') === (it.zone_id !== null), { path: ['zone_id'], message: 'zone_id_for_zone_scope' });
export type NewGrant = z.infer<typeof newGrant>;
