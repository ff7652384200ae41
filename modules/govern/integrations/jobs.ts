// The job that sends: one delivery a time, tried again with growing pauses, dead after the last try.
import { createHmac } from 'node:crypto';
import type { Task } from '@holdfast/platform/jobs';
import { OutboundFault, postTo, type Resolve, writeTo } from '@holdfast/platform/outbound';
import type { Database } from '@holdfast/platform/route';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import { bodyOf, headersOf, syslogLine } from './rules.ts';
import { deliveryTries, noteTry, readSending, type Sending } from './store.ts';

export type DeliverParts = {
  db: Database;
  vault: Vault;
  /** The name this Holdfast goes by in syslog lines. */
  host: string;
  now?: () => Date;
  resolve?: Resolve;
};

const secretPrefix = 'whsec_';
export const sealedFor = (subscription_id: string): string => `subscription/${subscription_id}`;

/** HMAC-SHA-256 with a `whsec_` secret, base64 (Standard Webhooks 1.0.0, symmetric). */
export function signText(secret: string, text: string): string {
  return createHmac('sha256', Buffer.from(secret.slice(secretPrefix.length), 'base64'))
    .update(text)
    .digest('base64');
}

/** Sends the delivery the payload names. Throws OutboundFault while tries are left, so that the queue tries again later. */
export function deliverTask(parts: DeliverParts): Task {
  return async (payload) => {
    const { delivery_id } = payload as { delivery_id: string };
    const sending = await readSending(parts.db, delivery_id);
    if (sending === null || sending.state !== 'waiting') return;
    if (sending.gone) return noteTry(parts.db, delivery_id, { state: 'dead', fault: 'subscription_off', status: null });
    const fault = await trySend(parts, sending);
    if (fault === null) return noteTry(parts.db, delivery_id, { state: 'delivered', fault: null, status: null });
    // 410 Gone: the receiver wants no more of it.
    const isLast = sending.attempts + 1 >= deliveryTries || fault.status === 410;
    await noteTry(parts.db, delivery_id, { state: isLast ? 'dead' : 'waiting', fault: fault.code, status: fault.status });
    if (!isLast) throw fault;
  };
}

async function trySend(parts: DeliverParts, it: Sending): Promise<OutboundFault | null> {
  const to = { url: new URL(it.url), privateHost: it.private_host, ...(parts.resolve === undefined ? {} : { resolve: parts.resolve }) };
  try {
    if (it.way === 'syslog') await writeTo(to, countOctets(syslogLine(it, it.format === 'json' ? 'json' : 'cef', parts.host)), it.ca_pem);
    else await postTo(to, signedHeaders(parts, it), bodyOf(it));
    return null;
  } catch (error) {
    if (error instanceof OutboundFault) return error;
    throw error;
  }
}

const countOctets = (line: string): Uint8Array => Buffer.from(`${Buffer.byteLength(line)} ${line}`);

function signedHeaders({ vault, now }: DeliverParts, it: Sending): Record<string, string> {
  const sealed = [it.secret, it.earlier_secret].filter((each) => each !== null);
  const secrets = sealed.map((each) => vault.open(each.toString(), sealedFor(it.subscription_id)));
  const at_s = Math.floor((now ?? (() => new Date()))().getTime() / 1000);
  return headersOf({ id: `msg_${it.id}`, body: bodyOf(it), at_s }, secrets, signText);
}
