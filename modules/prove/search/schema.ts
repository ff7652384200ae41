// Words of the search over everything at a site: what was found, by the kind of thing it is.
import { id } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const hitType = z.enum(['asset', 'zone', 'conduit', 'finding', 'capture', 'walk_down', 'evidence_item', 'question', 'person']);
export type HitType = z.infer<typeof hitType>;

/** Types of things that have a name but are found on the page of another. */
export const namedType = z.enum([
  ...hitType.options,
  'area',
  'flow',
  'service',
  'supplier',
  'maintenance_window',
  'operating_period',
  'account',
]);
export type NamedType = z.infer<typeof namedType>;

/** `detail` says where or which (an address, a zone); `code` is the kind of asset or finding, which the page words. */
export const hit = z.object({ id, name: z.string(), detail: z.string().nullable(), code: z.string().nullable() });
export type Hit = z.infer<typeof hit>;

export const searchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  /** Hits of each type. */
  limit: z.coerce.number().int().min(1).max(50).default(6),
});
/** What stands behind ids: those unknown, of another site, or not for this reader are left out. */
export const namesQuery = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(60)),
});
export const names = z.object({ names: z.array(z.object({ id, type: namedType, name: z.string() })) });
export type Named = z.infer<typeof names>['names'][number];

/** Types without a hit, and those the person may not see, are left out. `total` counts all hits of the type. */
export const found = z.object({ groups: z.array(z.object({ type: hitType, total: z.number().int(), hits: z.array(hit) })) });
export type Found = z.infer<typeof found>;
