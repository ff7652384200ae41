// What acts on documents tell the ledger: ids, dates and titles in clear; what people wrote only as commitments.
import type { ChangedDocument, NewDocument } from './schema.ts';
import type { Kept } from './rules.ts';

type Settings = Pick<
  NewDocument | ChangedDocument,
  'owner_kind' | 'owner_id' | 'review_months' | 'acknowledge_days' | 'audience_roles' | 'audience_ids'
>;

export const settingsFacts = ({ owner_kind, owner_id, review_months, acknowledge_days, audience_roles, audience_ids }: Settings) => ({
  owner_kind,
  owner_id,
  review_months,
  acknowledge_days,
  audience_roles,
  audience_ids,
});

export const begunFacts = (it: NewDocument) => ({
  doc_type: it.doc_type,
  title: it.name,
  reach: it.reach,
  main_language: it.main_language,
  ...settingsFacts(it),
});

export const subjectOf = (document_id: string, number?: number | null) => ({
  type: 'document',
  id: document_id,
  ...(number ? { version: number } : {}),
});

/** What a site's log says of a document another site may keep. */
export const heldFacts = (it: Kept) => ({ doc_type: it.doc_type, title: it.name, reach: it.reach, home_site_id: it.home_site_id });
