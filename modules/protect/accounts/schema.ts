// Words of accounts: shared, local and service accounts on systems, who answers for them, when they were looked at. Never a password.
import { id, listQuery, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `shared`: several people; `local`: one person on one device; `service`: a program; `vendor`: somebody outside; `emergency`: sealed until needed. */
export const accountKind = z.enum(['shared', 'local', 'service', 'vendor', 'emergency']);
export const accountState = z.enum(['active', 'retired']);
const line = z.string().trim().min(1).max(200);
const day = z.iso.date();

export const account = z.object({
  id,
  system: z.string(),
  asset_id: id.nullable(),
  asset_name: z.string().nullable(),
  login: z.string(),
  kind: accountKind,
  holder_id: id.nullable(),
  /** The holder's name: of the person, else as it was written. */
  holder: z.string().nullable(),
  purpose: z.string().nullable(),
  last_reviewed: day.nullable(),
  state: accountState,
  version: z.number().int(),
  created_at: time,
});
export type Account = z.infer<typeof account>;
export const accountQuery = listQuery.extend({ kind: oneOrMore, state: oneOrMore, asset_id: oneOrMore, holder_id: oneOrMore });
export type AccountQuery = z.infer<typeof accountQuery>;
export const accountPage = page(account);

// Strict: a field called password is refused, not dropped in silence.
export const newAccount = z.strictObject({
  system: line,
  asset_id: id.nullable().default(null),
  login: line,
  kind: accountKind,
  holder_id: id.nullable().default(null),
  holder: line.nullable().default(null),
  purpose: remark.nullable().default(null),
  last_reviewed: day.nullable().default(null),
});
export type NewAccount = z.output<typeof newAccount>;
export const changedAccount = newAccount.extend({ version: z.number().int() });
export const retirement = z.object({ reason });
