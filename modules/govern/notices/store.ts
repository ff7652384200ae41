// All SQL of notices: telling people, what they read and chose, and the mail server. Reading and choosing are a person's own, no acts.
import type { Tx } from '@holdfast/platform/act';
import { enqueue } from '@holdfast/platform/enqueue';
import { slice } from '@holdfast/platform/list';
import type { Sentence } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { choicesOf } from './rules.ts';
import type { ByMail, Choice, MailSetting, NewMailSetting, Notice, NoticeKind, noticeQuery } from './schema.ts';

/** To whom: people by id, or everybody a sentence lets do something in these zones (or the whole site) but `except`. */
export type Recipients =
  | { person_ids: readonly string[] }
  | { sentence: Sentence; zone_ids: readonly string[]; except?: readonly string[] };
export type Telling = {
  kind: NoticeKind;
  site_id: string | null;
  opens: string;
  params: Record<string, string | number>;
  to: Recipients;
  /** An unread notice of this kind at this site is renewed instead of adding one: for counts that grow. */
  fold?: boolean;
  /** An unread notice whose param of this name says the same counts this one too (`params.count`), names the newest and then opens the list. */
  count_alike?: { param: string; opens: string };
};

export const mailJob = 'notices.mail';

/** Tells people in the transaction of what happened; who wants mail at once gets it right after the commit. Returns how many were told. */
export async function tell(tx: Tx, it: Telling): Promise<number> {
  const people = await findRecipients(tx, it);
  const own = await readOwnChoices(tx, people);
  let told = 0;
  for (const person_id of people) {
    const { in_product, by_mail } = choicesOf(own.get(person_id) ?? []).find((choice) => choice.kind === it.kind)!;
    if (!in_product && by_mail === 'no') continue;
    await addNotice(tx, person_id, it, by_mail, in_product);
    if (by_mail === 'at_once') await enqueue(tx, { name: mailJob, payload: { person_id }, key: `${mailJob}:${person_id}` });
    told += 1;
  }
  return told;
}

async function findRecipients(tx: Tx, { to, site_id }: Telling): Promise<string[]> {
  const except = 'person_ids' in to ? [] : (to.except ?? []);
  const within = 'person_ids' in to ? sql`p.id = any(${[...to.person_ids]}::uuid[])` : reached(to.sentence, site_id, to.zone_ids, except);
  const found = await sql<{ id: string }>`select p.id from holdfast.person p where p.active and ${within} order by p.id limit 1000`.execute(
    tx,
  );
  return found.rows.map((row) => row.id).filter((id) => !except.includes(id));
}

const inForce = sql`g.ended_at is null and g.starts_at <= now() and (g.expires_at is null or g.expires_at > now())`;

/** Holds a role the sentence names, for the organisation, the site, or every one of the zones; or stands in now for who does, but for `except`. */
function reached(sentence: Sentence, site_id: string | null, zone_ids: readonly string[], except: readonly string[]): RawBuilder<unknown> {
  const lent = sql`exists (select from holdfast.deputy d join holdfast.person h on h.id = g.person_id and h.active
    where d.organisation_id = g.organisation_id and d.grant_id = g.id and d.person_id = p.id and g.person_id <> all(${[...except]}::uuid[])
      and d.ended_at is null and d.starts_at <= now() and d.until_at > now())`;
  const held = sentence.in_person === true ? sql`g.person_id = p.id` : sql`(g.person_id = p.id or ${lent})`;
  const role = sql`${inForce} and ${held} and g.role = any(${[...sentence.who]}::text[])`;
  const atSite = sentence.at === 'organisation' ? sql`false` : sql`g.scope = 'site' and g.site_id = ${site_id}`;
  const whole = sql`exists (select from holdfast.role_grant g where ${role} and (g.scope = 'organisation' or (${atSite})))`;
  if (sentence.at !== 'zone' || zone_ids.length === 0) return whole;
  const zones = sql`(select count(distinct g.zone_id) from holdfast.role_grant g where ${role} and g.scope = 'zone' and g.zone_id = any(${[...zone_ids]}::uuid[]))`;
  return sql`(${whole} or ${zones} = ${new Set(zone_ids).size})`;
}

async function readOwnChoices(db: Database | Tx, people: readonly string[]): Promise<Map<string, Choice[]>> {
  const found = await sql<Choice & { person_id: string }>`select person_id, kind, in_product, by_mail from holdfast.notice_choice
    where person_id = any(${[...people]}::uuid[])`.execute(db);
  return Map.groupBy(found.rows, (row) => row.person_id);
}

async function addNotice(tx: Tx, person_id: string, it: Telling, by_mail: ByMail, in_product: boolean): Promise<void> {
  if (it.count_alike !== undefined && (await countAlike(tx, person_id, it, it.count_alike))) return;
  const params = JSON.stringify(it.count_alike === undefined ? it.params : { ...it.params, count: 1 });
  if (it.fold === true) {
    const renewed = await sql`update holdfast.notice set params = ${params}::jsonb, at = now(), opens = ${it.opens}
      where person_id = ${person_id} and kind = ${it.kind} and site_id is not distinct from ${it.site_id} and read_at is null and mailed_at is null returning 1`.execute(
      tx,
    );
    if (renewed.rows.length > 0) return;
  }
  await sql`insert into holdfast.notice (organisation_id, person_id, site_id, kind, params, opens, by_mail, read_at)
    select organisation_id, id, ${it.site_id}, ${it.kind}, ${params}::jsonb, ${it.opens}, ${by_mail}, case when ${in_product} then null else now() end
    from holdfast.person where id = ${person_id}`.execute(tx);
}

async function countAlike(tx: Tx, person_id: string, it: Telling, { param, opens }: { param: string; opens: string }): Promise<boolean> {
  const counted = await sql`update holdfast.notice set at = now(), opens = ${opens},
      params = ${JSON.stringify(it.params)}::jsonb || jsonb_build_object('count', coalesce((params ->> 'count')::int, 1) + 1)
    where person_id = ${person_id} and kind = ${it.kind} and site_id is not distinct from ${it.site_id} and read_at is null and mailed_at is null
      and params ->> ${param} = ${String(it.params[param])} returning 1`.execute(tx);
  return counted.rows.length > 0;
}

/** What waited and waits no more is no news: its notices count as read, and those not mailed yet stay unmailed. */
export async function dropNotices(tx: Tx, kind: NoticeKind, [name, value]: readonly [string, string]): Promise<void> {
  await sql`update holdfast.notice set read_at = now() where kind = ${kind} and read_at is null and params ->> ${name} = ${value}`.execute(
    tx,
  );
}

/** Whether a person was told this before: a notice of the kind with this param is kept. For what is looked for day by day and told once. */
export async function wasTold(tx: Tx, person_id: string, kind: NoticeKind, [name, value]: readonly [string, string]): Promise<boolean> {
  const told =
    await sql`select 1 from holdfast.notice where person_id = ${person_id} and kind = ${kind} and params ->> ${name} = ${value} limit 1`.execute(
      tx,
    );
  return told.rows.length > 0;
}

/** People a sentence of the organisation lets do something. */
export async function listAllowed(tx: Tx, sentence: Sentence): Promise<string[]> {
  const found = await sql<{
    id: string;
  }>`select p.id from holdfast.person p where p.active and ${reached(sentence, null, [], [])} order by p.id`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** People a sentence lets do something at a whole site, deputies included, by name. */
export async function listAllowedAt(db: Database | Tx, sentence: Sentence, site_id: string): Promise<{ id: string; name: string }[]> {
  const where = sql`p.active and ${reached(sentence, site_id, [], [])}`;
  return (
    await sql<{ id: string; name: string }>`select p.id, p.name from holdfast.person p where ${where} order by p.name, p.id`.execute(db)
  ).rows;
}

const columns = sql`n.id, n.kind, n.site_id, (select name from holdfast.site where id = n.site_id) as site_name, n.params, n.opens, n.at, n.read_at`;

/** A person's notices, newest first. */
export async function listNotices(
  db: Database,
  person_id: string,
  query: z.output<typeof noticeQuery>,
): Promise<{ rows: Notice[]; total: number; unread: number }> {
  const mine = sql`n.person_id = ${person_id}`;
  const where = query.unread === 'true' ? sql`${mine} and n.read_at is null` : mine;
  const rows =
    await sql<Notice>`select ${columns} from holdfast.notice n where ${where} order by n.at desc, n.id desc ${slice(query)}`.execute(db);
  const [count] = (
    await sql<{
      total: number;
      unread: number;
    }>`select count(*) filter (where ${where})::int as total, count(*) filter (where n.read_at is null)::int as unread
    from holdfast.notice n where ${mine}`.execute(db)
  ).rows;
  return { rows: rows.rows, ...count! };
}

/** Marks notices read; null marks all. Only one's own. */
export async function markRead(db: Database, person_id: string, ids: readonly string[] | null): Promise<void> {
  const which = ids === null ? sql`true` : sql`id = any(${[...ids]}::uuid[])`;
  await sql`update holdfast.notice set read_at = now() where person_id = ${person_id} and read_at is null and ${which}`.execute(db);
}

export async function readChoices(db: Database, person_id: string): Promise<Choice[]> {
  return choicesOf((await readOwnChoices(db, [person_id])).get(person_id) ?? []);
}

export async function keepChoices(db: Database, person_id: string, choices: readonly Choice[]): Promise<void> {
  await sql`insert into holdfast.notice_choice (organisation_id, person_id, kind, in_product, by_mail)
    select p.organisation_id, p.id, n.kind, n.in_product, n.by_mail from holdfast.person p,
      jsonb_to_recordset(${JSON.stringify(choices)}::jsonb) as n(kind text, in_product boolean, by_mail text) where p.id = ${person_id}
    on conflict (organisation_id, person_id, kind) do update set in_product = excluded.in_product, by_mail = excluded.by_mail`.execute(db);
}

export type KeptMail = MailSetting & { password_sealed: string | null };

export async function readMailSetting(db: Database | Tx): Promise<KeptMail | null> {
  const found =
    await sql<KeptMail>`select host, port, security, username, password_sealed, password_sealed is not null as has_password, sender, last_sent_at,
    last_fault, last_fault_at from holdfast.mail_setting`.execute(db);
  return found.rows[0] ?? null;
}

/** Keeps the mail server; `password_sealed` undefined leaves the one that is kept. Returns the organisation's id. */
export async function keepMailSetting(tx: Tx, it: NewMailSetting, password_sealed: string | null | undefined): Promise<string> {
  const { host, port, security, username, sender } = it;
  const kept = await sql<{
    organisation_id: string;
  }>`insert into holdfast.mail_setting as m (organisation_id, host, port, security, username, password_sealed, sender)
    select id, ${host}, ${port}, ${security}, ${username}, ${password_sealed ?? null}, ${sender} from holdfast.organisation
    on conflict (organisation_id) do update set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
      sender = excluded.sender, last_fault = null, last_fault_at = null,
      password_sealed = case when ${password_sealed === undefined} then m.password_sealed else excluded.password_sealed end
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}

export async function noteMail(db: Database, fault: string | null): Promise<void> {
  if (fault === null) await sql`update holdfast.mail_setting set last_sent_at = now(), last_fault = null, last_fault_at = null`.execute(db);
  else await sql`update holdfast.mail_setting set last_fault = ${fault}, last_fault_at = now()`.execute(db);
}

export type ToMail = Notice & { email: string; language: 'en' | 'de' };

/** What is to be mailed to a person now: at once, or also what waits for the daily mail. Read notices are not mailed any more. */
export async function listToMail(db: Database, person_id: string, also_daily: boolean): Promise<ToMail[]> {
  const when = also_daily ? sql`n.by_mail <> 'no'` : sql`n.by_mail = 'at_once'`;
  const unread = sql`(n.read_at is null or n.read_at = n.at)`;
  return (
    await sql<ToMail>`select ${columns}, p.email, p.language from holdfast.notice n join holdfast.person p on p.organisation_id = n.organisation_id and p.id = n.person_id
    where n.person_id = ${person_id} and p.active and n.mailed_at is null and ${when} and ${unread} and n.at > now() - interval '7 days' order by n.at limit 100`.execute(
      db,
    )
  ).rows;
}

export async function noteMailed(db: Database, ids: readonly string[]): Promise<void> {
  await sql`update holdfast.notice set mailed_at = now() where id = any(${[...ids]}::uuid[])`.execute(db);
}

/** People with something waiting for the daily mail, and the time zone of the site it concerns. */
export async function listDaily(db: Database): Promise<{ person_id: string; time_zone: string }[]> {
  return (
    await sql<{
      person_id: string;
      time_zone: string;
    }>`select n.person_id, coalesce(min(s.time_zone), 'UTC') as time_zone from holdfast.notice n
    left join holdfast.site s on s.id = n.site_id where n.mailed_at is null and n.by_mail = 'daily' and n.read_at is null and n.at > now() - interval '7 days'
    group by n.person_id`.execute(db)
  ).rows;
}

/** Forgets notices older than 90 days that were read, and all older than a year. Returns how many. */
export async function sweepNotices(db: Database): Promise<number> {
  const gone =
    await sql`delete from holdfast.notice where (read_at is not null and at < now() - interval '90 days') or at < now() - interval '1 year' returning 1`.execute(
      db,
    );
  return gone.rows.length;
}
