// What the OSCAL documents are made of, read at an instant: every requirement of a site in full, and the plan for what lacks.
import { Failure } from '@holdfast/platform/failure';
import type { Context } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { OscalGap, OscalGiven } from './rules.oscal.ts';
import { detailsAt } from './store.reading.ts';
import type { MatrixParts } from './store.ts';

type Reader = Pick<Context, 'db' | 'now'>;
/** `url`: where the server is reached. `gapsAt`: what lacks at a site, and the plan for it. */
export type OscalNeeds = {
  url: string;
  gapsAt: (context: Reader, site_id: string, as_of?: string) => Promise<readonly OscalGap[]>;
};

/** Throws unprocessable for a day on which no requirement was in force: OSCAL knows no document about nothing. */
export async function oscalGivenAt(
  parts: MatrixParts,
  { url, gapsAt }: OscalNeeds,
  context: Reader,
  site_id: string,
  as_of?: string,
): Promise<OscalGiven> {
  const { details, site, at } = await detailsAt(parts, context, site_id, as_of);
  if (details.length === 0) throw new Failure('unprocessable', 'nothing_in_force');
  const found = await sql<{ name: string }>`select name from holdfast.organisation limit 1`.execute(context.db);
  const gaps = await gapsAt(context, site_id, as_of);
  return { site, organisation: found.rows[0]?.name ?? site.name, at: at.toISOString(), url, details, gaps };
}
