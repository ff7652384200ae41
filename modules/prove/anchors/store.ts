// SQL of the settings: which witnesses, time stamps and copies there are, and how many witnesses are enough.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type Anchor, anchorKind, type AnchorKind, type AnchorSettings } from './schema.ts';

const kindOrder = anchorKind.options;

/** With what must not leave the server. */
export type KeptAnchor = {
  id: string;
  kind: AnchorKind;
  name: string;
  url: string;
  settings: AnchorSettings;
  secret: Buffer | null;
  private_host: string | null;
  ca_pem: string | null;
  added_at: string;
};
export type AddedAnchor = Omit<KeptAnchor, 'added_at' | 'secret'> & { secret: string | null };

const columns = sql`id, kind, name, url, settings, secret, private_host, ca_pem, added_at`;

/** Those in force, oldest first. */
export async function listAnchors(db: Database | Tx): Promise<KeptAnchor[]> {
  return (
    await sql<KeptAnchor>`select ${columns} from holdfast.anchor where ended_at is null order by array_position(${kindOrder}::text[], kind), added_at, id`.execute(
      db,
    )
  ).rows;
}

export async function readAnchor(db: Database | Tx, anchor_id: string): Promise<KeptAnchor> {
  const found = await sql<KeptAnchor>`select ${columns} from holdfast.anchor where id = ${anchor_id} and ended_at is null`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'anchor_not_found');
  return found.rows[0];
}

/** As people see it. */
export function shownAnchor({ secret, ca_pem, settings, ...it }: KeptAnchor): Anchor {
  const shown = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...it, has_secret: secret !== null, has_ca: ca_pem !== null, settings: Object.fromEntries(shown) as Anchor['settings'] };
}

/** Throws conflict for a second time stamp authority, and for a witness that is there already. */
export async function addAnchor(tx: Tx, it: AddedAnchor): Promise<void> {
  const same = await sql`select 1 from holdfast.anchor where ended_at is null and kind = ${it.kind}
    and (${it.kind} = 'time_stamp' or (${it.kind} = 'witness' and settings ->> 'key_name' = ${it.settings.key_name ?? ''}))`.execute(tx);
  if (same.rows.length > 0) throw new Failure('conflict', it.kind === 'witness' ? 'witness_there_already' : 'time_stamp_there_already');
  await sql`insert into holdfast.anchor (organisation_id, id, kind, name, url, settings, secret, private_host, ca_pem)
    select id, ${it.id}, ${it.kind}, ${it.name}, ${it.url}, ${JSON.stringify(it.settings)}::jsonb,
      ${it.secret === null ? null : Buffer.from(it.secret)}, ${it.private_host}, ${it.ca_pem} from holdfast.organisation`.execute(tx);
}

/** Ends it; its secret and its open alarms are forgotten, what it said stays in the ledger. */
export async function endAnchor(tx: Tx, anchor_id: string): Promise<void> {
  await sql`update holdfast.anchor set ended_at = now(), secret = null where id = ${anchor_id}`.execute(tx);
  await sql`delete from holdfast.anchor_alarm where about = ${anchor_id} or (code = 'not_witnessed'
    and not exists (select from holdfast.anchor where kind = 'witness' and ended_at is null))`.execute(tx);
}

export type KeptPolicy = { threshold: number; own_witness: string | null; own_witness_private: boolean };

/** The policy; one witness is enough where nobody said otherwise. */
export async function readPolicy(db: Database | Tx): Promise<KeptPolicy> {
  const found = await sql<KeptPolicy>`select threshold, own_witness, own_witness_private from holdfast.anchor_policy`.execute(db);
  return found.rows[0] ?? { threshold: 1, own_witness: null, own_witness_private: false };
}

/** Changes what is given. Returns the organisation's id. */
export async function keepPolicy(tx: Tx, given: Partial<KeptPolicy>): Promise<string> {
  const { threshold, own_witness, own_witness_private } = { ...(await readPolicy(tx)), ...given };
  const kept = await sql<{ organisation_id: string }>`
    insert into holdfast.anchor_policy (organisation_id, threshold, own_witness, own_witness_private)
    select id, ${threshold}, ${own_witness}, ${own_witness_private} from holdfast.organisation
    on conflict (organisation_id) do update set threshold = excluded.threshold, own_witness = excluded.own_witness,
      own_witness_private = excluded.own_witness_private
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}

/** Names of the sites by id, for the logs' own names. */
export async function siteNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from holdfast.site`.execute(db);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}
