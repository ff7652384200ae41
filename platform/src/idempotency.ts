// The Idempotency-Key header: a request sent twice under one key is done once, and answered as the first time.
import type { Act } from './act.ts';
import { Failure } from './failure.ts';

/** Keyed, so that what is kept of a request tells nothing about a password or PIN in it. */
export type DigestOf = (text: string) => string;

type Keyed = { method: string; url: string; headers: Record<string, string | string[] | undefined> };

/**
 * `act` for one request: with the header, its acts carry the caller's key (the second act of a request the key with `.1`, and so on) and a
 * digest of what was asked. Throws Failure('bad_input', 'idempotency_key_wrong') for a key that is not 1 to 180 visible characters.
 */
export function once(act: Act, { method, url, headers }: Keyed, body: unknown, digestOf: DigestOf): Act {
  const key = headers['idempotency-key'];
  if (key === undefined || method === 'GET') return act;
  if (typeof key !== 'string' || !/^[!-~]{1,180}$/.test(key)) throw new Failure('bad_input', 'idempotency_key_wrong');
  const request_digest = digestOf(JSON.stringify([method, url, body ?? null]));
  let count = 0;
  return (permit, what, work) => {
    const idempotency_key = count === 0 ? key : `${key}.${count}`;
    count += 1;
    return act(permit, { idempotency_key, request_digest, ...what }, work);
  };
}
