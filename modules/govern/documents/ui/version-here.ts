// Which version of a document is read at this site, and whether the one who looks is asked to.
import type { DocumentDetail } from '../schema.ts';

/** The version that holds at this site: the one adopted, else the one in force; else what waits. */
export function versionHere(it: DocumentDetail): number | null {
  if (it.adoption === 'behind') return it.adopted_number;
  return it.number ?? it.waiting_number ?? it.versions[0]?.number ?? null;
}

export const isAsked = (it: DocumentDetail): boolean => it.mine === 'to_read' || it.mine === 'again' || it.mine === 'expired';
