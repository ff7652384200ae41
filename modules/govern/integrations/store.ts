// All SQL of subscriptions and deliveries. A delivery is queued in the act's own transaction: told if and only if it happened.
import type { ToldEntry, Tx } from '@holdfast/platform/act';
import { enqueue } from '@holdfast/platform/enqueue';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, isOneOf, orderBy, slice } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Details, Outgoing } from './rules.ts';
import type { Delivery, deliveryQuery, NewSubscription, Subscription } from './schema.ts';

export const deliverJob = 'integration.deliver';
/** Tries of one delivery, with pauses of e^n seconds: about ten hours altogether. */
export const deliveryTries = 10;

const rows = sql`select s.id, s.name, s.way, s.url, s.format, s.site_id, t.name as site_name, s.kinds, s.private_host, s.ca_pem is not null as has_ca, s.active,
    case when s.earlier_until > now() then s.earlier_until end as earlier_until, s.made_at,
    (select count(*)::int from holdfast.delivery d where d.organisation_id = s.organisation_id and d.subscription_id = s.id and d.state = 'waiting') as waiting,
    (select count(*)::int from holdfast.delivery d where d.organisation_id = s.organisation_id and d.subscription_id = s.id and d.state = 'dead') as dead,
    (select max(d.tried_at) from holdfast.delivery d where d.organisation_id = s.organisation_id and d.subscription_id = s.id and d.state = 'delivered') as delivered_at,
    (select d.last_fault from holdfast.delivery d where d.organisation_id = s.organisation_id and d.subscription_id = s.id and d.state <> 'delivered'
      and d.last_fault is not null order by d.tried_at desc limit 1) as last_fault
  from holdfast.subscription s left join holdfast.site t on t.organisation_id = s.organisation_id and t.id = s.site_id where s.ended_at is null`;

export async function listSubscriptions(db: Database | Tx): Promise<Subscription[]> {
  return (await sql<Subscription>`select * from (${rows}) s order by name, id`.execute(db)).rows;
}

export async function readSubscription(db: Database | Tx, subscription_id: string): Promise<Subscription> {
  const found = await sql<Subscription>`select * from (${rows}) s where id = ${subscription_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'subscription_not_found');
  return found.rows[0];
}

export async function addSubscription(tx: Tx, id: string, it: NewSubscription, sealed: string | null): Promise<void> {
  if (it.site_id !== null) {
    const site = await sql`select 1 from holdfast.site where id = ${it.site_id}`.execute(tx);
    if (site.rows.length === 0) throw new Failure('not_found', 'site_not_found');
  }
  const private_host = it.allow_private ? new URL(it.url).hostname : null;
  await sql`insert into holdfast.subscription (organisation_id, id, name, way, url, format, site_id, kinds, private_host, ca_pem, secret)
    select id, ${id}, ${it.name}, ${it.way}, ${it.url}, ${it.format}, ${it.site_id}, ${it.kinds}::text[], ${private_host},
      ${it.way === 'syslog' ? it.ca_pem : null}, ${sealed === null ? null : Buffer.from(sealed)} from holdfast.organisation`.execute(tx);
}

/** A new secret; the earlier one signs too for a day, so that the receiver can change over. */
export async function rotateSecret(tx: Tx, id: string, sealed: string): Promise<void> {
  const turned =
    await sql`update holdfast.subscription set earlier_secret = secret, earlier_until = now() + interval '1 day', secret = ${Buffer.from(sealed)}
    where id = ${id} and ended_at is null and way = 'webhook' returning id`.execute(tx);
  if (turned.rows.length === 0) throw new Failure('conflict', 'subscription_has_no_secret');
}

export async function setActive(tx: Tx, id: string, active: boolean): Promise<void> {
  await sql`update holdfast.subscription set active = ${active} where id = ${id} and ended_at is null`.execute(tx);
}

export async function endSubscription(tx: Tx, id: string): Promise<void> {
  await sql`update holdfast.subscription set ended_at = now(), active = false, secret = null, earlier_secret = null where id = ${id}`.execute(
    tx,
  );
}

/** Queues what subscriptions want of an entry, inside its transaction. */
export async function queueEntry(tx: Tx, it: ToldEntry): Promise<void> {
  const queued = await sql<{ id: string }>`
    insert into holdfast.delivery (organisation_id, subscription_id, entry_id, kind, site_id, actor_id, via, subject_type, subject_id, at)
    select s.organisation_id, s.id, ${it.id}, ${it.kind}, ${it.site}, ${it.actor}, ${it.via}, ${it.subject.type}, ${it.subject.id}, ${it.at}
    from holdfast.subscription s where s.active and s.ended_at is null and (s.site_id is null or s.site_id = ${it.site}::uuid)
      and (s.kinds = '{}' or exists (select from unnest(s.kinds) k where k = ${it.kind} or (k like '%.*' and starts_with(${it.kind}, left(k, -1)))))
    returning id`.execute(tx);
  for (const { id } of queued.rows) await enqueueDelivery(tx, id);
}

export type Thing = { kind: string; site_id: string; subject_type: string; subject_id: string; at: string; details: Details };

/** Queues something that is no act of anybody but that subscriptions may want: a finding. In the transaction in which it is found. */
export async function queueThing(tx: Tx, it: Thing): Promise<void> {
  const queued = await sql<{ id: string }>`
    insert into holdfast.delivery (organisation_id, subscription_id, kind, site_id, subject_type, subject_id, at, details)
    select s.organisation_id, s.id, ${it.kind}, ${it.site_id}, ${it.subject_type}, ${it.subject_id}, ${it.at}, ${JSON.stringify(it.details)}::jsonb
    from holdfast.subscription s where s.active and s.ended_at is null and (s.site_id is null or s.site_id = ${it.site_id}::uuid)
      and (s.kinds = '{}' or exists (select from unnest(s.kinds) k where k = ${it.kind} or (k like '%.*' and starts_with(${it.kind}, left(k, -1)))))
    returning id`.execute(tx);
  for (const { id } of queued.rows) await enqueueDelivery(tx, id);
}

const enqueueDelivery = (tx: Tx, delivery_id: string): Promise<void> =>
  enqueue(tx, { name: deliverJob, payload: { delivery_id }, max_attempts: deliveryTries + 5 });

/** Queues a trial that is no entry of the ledger. */
export async function queueTrial(tx: Tx, subscription_id: string): Promise<void> {
  const queued = await sql<{ id: string }>`
    insert into holdfast.delivery (organisation_id, subscription_id, kind, subject_type, subject_id, at)
    select organisation_id, id, 'integration.trial', 'subscription', id::text, now() from holdfast.subscription where id = ${subscription_id} returning id`.execute(
    tx,
  );
  for (const { id } of queued.rows) await enqueueDelivery(tx, id);
}

/** Sends a dead delivery again, with all tries. Throws conflict when it is not dead. Returns its subscription. */
export async function requeue(tx: Tx, delivery_id: string): Promise<string> {
  const again = await sql<{ subscription_id: string }>`update holdfast.delivery set state = 'waiting', attempts = 0
    where id = ${delivery_id} and state = 'dead' returning subscription_id`.execute(tx);
  if (again.rows[0] === undefined) throw new Failure('conflict', 'delivery_not_dead');
  await enqueueDelivery(tx, delivery_id);
  return again.rows[0].subscription_id;
}

const deliveryRows = sql`select d.id, d.subscription_id, s.name as subscription_name, d.entry_id, d.kind, d.site_id, d.at, d.state, d.attempts, d.last_fault,
    d.last_status, d.tried_at
  from holdfast.delivery d join holdfast.subscription s on s.organisation_id = d.organisation_id and s.id = d.subscription_id`;
const sortable = {
  at: 'at',
  kind: 'kind',
  state: 'state',
  subscription_name: 'subscription_name',
  attempts: 'attempts',
  tried_at: 'tried_at',
  id: 'id',
};

export async function listDeliveries(db: Database, query: z.output<typeof deliveryQuery>): Promise<{ rows: Delivery[]; total: number }> {
  const where = every([
    sql`true`,
    isOneOf('state', query.state),
    isOneOf('subscription_id::text', query.subscription_id),
    contains("kind || ' ' || subscription_name || ' ' || coalesce(last_fault, '')", query.search),
  ]);
  const found =
    await sql<Delivery>`select * from (${deliveryRows}) d where ${where} ${orderBy(query, sortable, '-at')} ${slice(query)}`.execute(db);
  const count = await sql<{ total: number }>`select count(*)::int as total from (${deliveryRows}) d where ${where}`.execute(db);
  return { rows: found.rows, total: count.rows[0]!.total };
}

export type Sending = Outgoing & {
  attempts: number;
  state: string;
  subscription_id: string;
  way: 'webhook' | 'syslog';
  url: string;
  format: 'standard_webhook' | 'cef' | 'json';
  private_host: string | null;
  ca_pem: string | null;
  secret: Buffer | null;
  earlier_secret: Buffer | null;
  gone: boolean;
};

/** A delivery with where it goes, or null when it is no more. */
export async function readSending(db: Database, delivery_id: string): Promise<Sending | null> {
  const found =
    await sql<Sending>`select d.id, d.entry_id, d.kind, d.site_id, d.actor_id, d.via, d.subject_type, d.subject_id, d.at, d.details, d.attempts, d.state,
      s.id as subscription_id, s.way, s.url, s.format, s.private_host, s.ca_pem, s.secret, case when s.earlier_until > now() then s.earlier_secret end as earlier_secret,
      s.ended_at is not null or not s.active as gone
    from holdfast.delivery d join holdfast.subscription s on s.organisation_id = d.organisation_id and s.id = d.subscription_id where d.id = ${delivery_id}`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

/** Notes how a try went. */
export async function noteTry(
  db: Database,
  delivery_id: string,
  it: { state: Delivery['state']; fault: string | null; status: number | null },
): Promise<void> {
  await sql`update holdfast.delivery set state = ${it.state}, attempts = attempts + 1, last_fault = ${it.fault}, last_status = ${it.status}, tried_at = now()
    where id = ${delivery_id}`.execute(db);
}

/** Forgets what arrived more than `days` ago; for a daily job. */
export async function sweepDeliveries(db: Database, days = 30): Promise<void> {
  await sql`delete from holdfast.delivery where state = 'delivered' and tried_at < now() - make_interval(days => ${days})`.execute(db);
}
