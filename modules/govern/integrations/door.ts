// How a program with an API token comes in: in its owner's name, never further than the owner reaches now and the token says.
import type { Door } from '@holdfast/platform/door';
import { Failure } from '@holdfast/platform/failure';
import { type Grant, narrowGrants } from '@holdfast/platform/permit';
import { addressKey, createRateLimit } from '@holdfast/platform/rate-limit';
import type { Database } from '@holdfast/platform/route';
import { hashToken } from '@holdfast/platform/sign-in-vault';
import { tokenInForce } from './store.tokens.ts';

type PersonOf = (person_id: string) => Promise<{ name: string; active: boolean; grants: readonly Grant[] } | null>;

/** The door of tokens: `Authorization: Bearer hf_...` (RFC 6750). Throws 401 for a wrong one, 429 for one that asks too often. */
export function tokenDoor(db: Database, personOf: PersonOf, now: () => number = Date.now): Door {
  const perToken = createRateLimit({ burst: 300, refill_ms: 100 });
  const wrongOnes = createRateLimit({ burst: 30, refill_ms: 2000 });
  const refuse = (address: string): never => {
    const retry_after_s = wrongOnes.take(addressKey(address), now());
    if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
    throw new Failure('unauthenticated', 'token_wrong');
  };
  return async ({ headers, address }) => {
    const secret = /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1];
    if (secret === undefined) return null;
    if (!/^hf_[\w-]{43}$/.test(secret)) return refuse(address);
    const token = await tokenInForce(db, hashToken(secret));
    const person = token === null ? null : await personOf(token.person_id);
    if (token === null || person?.active !== true) return refuse(address);
    const retry_after_s = perToken.take(token.id, now());
    if (retry_after_s > 0) throw new Failure('too_many', 'too_many_requests', { retry_after_s });
    // What the owner holds for another is theirs in person only.
    const own = person.grants.filter((grant) => !grant.deputy_for);
    const grants = token.site_id === null ? own : narrowGrants(own, { site_id: token.site_id, zone_id: null });
    const bounds = { read_only: token.read_only, sentences: token.sentences };
    return { person_id: token.person_id, name: person.name, via: 'api', through: token.id, grants, bounds };
  };
}
