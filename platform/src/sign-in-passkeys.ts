// Passkeys (W3C WebAuthn Level 3): registering and signing in over our own tables. The person is always verified by their device.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { openStep, takeStep } from './sign-in-steps.ts';

type Connection = Kysely<Record<string, never>>;
export type PasskeyParts = { db: Connection; publicUrl: string };

/** `bound_here`: false for a key made under another name of this server, which no browser offers any more. */
export type PasskeyRow = {
  id: string;
  name: string;
  synced: boolean;
  bound_here: boolean;
  created_at: string;
  last_used_at: string | null;
};
export type NewPasskey = {
  credential_id: string;
  public_key: Buffer;
  sign_count: number;
  transports: string[];
  synced: boolean;
  rp_id: string;
};

type Asked = { challenge: string };

const mostPerPerson = 20;
const placeOf = (publicUrl: string): { rp_id: string; origin: string } => {
  const { hostname, origin } = new URL(publicUrl);
  return { rp_id: hostname, origin };
};

export async function listPasskeys({ db, publicUrl }: PasskeyParts, person_id: string): Promise<PasskeyRow[]> {
  const { rp_id } = placeOf(publicUrl);
  const found = await sql<PasskeyRow>`
    select id, name, synced, rp_id = ${rp_id} as bound_here, created_at, last_used_at
    from auth.passkey where person_id = ${person_id} order by created_at, id`.execute(db);
  return found.rows;
}

/** What the browser needs to make a key, and the token of the question. */
export async function askRegistration(
  { db, publicUrl }: PasskeyParts,
  person: { id: string; name: string; email: string },
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; token: string }> {
  const known = await sql<{ id: string; transports: string[] }>`
    select credential_id as id, transports from auth.passkey where person_id = ${person.id}`.execute(db);
  if (known.rows.length >= mostPerPerson) throw new Failure('conflict', 'too_many_passkeys', { most: mostPerPerson });
  const options = await generateRegistrationOptions({
    rpName: 'Holdfast',
    rpID: placeOf(publicUrl).rp_id,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: known.rows,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const token = await openStep(db, { kind: 'register', person_id: person.id, data: { challenge: options.challenge } satisfies Asked });
  return { options, token };
}

/** Checks what the browser made. Throws Failure('unprocessable', 'passkey_refused') for another origin, name, person or question. */
export async function readRegistration(
  { db, publicUrl }: PasskeyParts,
  asked: { person_id: string; token: string; response: unknown },
): Promise<NewPasskey> {
  const step = await takeStep<Asked>(db, 'register', asked.token).catch(() => null);
  if (step === null || step.person_id !== asked.person_id) throw new Failure('unprocessable', 'passkey_refused');
  const { rp_id, origin } = placeOf(publicUrl);
  const verified = await verifyRegistrationResponse({
    response: asked.response as RegistrationResponseJSON,
    expectedChallenge: step.data.challenge,
    expectedOrigin: origin,
    expectedRPID: rp_id,
    requireUserVerification: true,
  }).catch(() => null);
  if (verified === null || !verified.verified) throw new Failure('unprocessable', 'passkey_refused');
  const { credential, credentialBackedUp: synced } = verified.registrationInfo;
  const { id: credential_id, publicKey, counter: sign_count, transports = [] } = credential;
  return { credential_id, public_key: Buffer.from(publicKey), sign_count, transports: [...transports], synced, rp_id };
}

/** Keeps a key. Throws Failure('conflict', 'passkey_known'). Returns its id. */
export async function addPasskey(tx: Connection, person_id: string, name: string, it: NewPasskey): Promise<string> {
  const added = await sql<{ id: string }>`
    insert into auth.passkey (credential_id, person_id, name, public_key, sign_count, transports, synced, rp_id)
    values (${it.credential_id}, ${person_id}, ${name}, ${it.public_key}, ${it.sign_count}, ${it.transports}::text[], ${it.synced}, ${it.rp_id})
    on conflict do nothing returning id`.execute(tx);
  const [row] = added.rows;
  if (row === undefined) throw new Failure('conflict', 'passkey_known');
  return row.id;
}

/** Throws Failure('not_found', 'passkey_missing'). */
export async function removePasskey(tx: Connection, person_id: string, passkey_id: string): Promise<void> {
  const gone = await sql`delete from auth.passkey where id = ${passkey_id} and person_id = ${person_id} returning 1`.execute(tx);
  if (gone.rows.length === 0) throw new Failure('not_found', 'passkey_missing');
}

/** Removes all of a person's keys; returns how many. */
export async function removePasskeys(tx: Connection, person_id: string): Promise<number> {
  return (await sql`delete from auth.passkey where person_id = ${person_id} returning 1`.execute(tx)).rows.length;
}

/** A question for any passkey the browser holds for this name: nobody has to say who they are first. */
export async function askPasskey({
  db,
  publicUrl,
}: PasskeyParts): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; token: string }> {
  const options = await generateAuthenticationOptions({ rpID: placeOf(publicUrl).rp_id, userVerification: 'required' });
  const token = await openStep(db, { kind: 'passkey', person_id: null, data: { challenge: options.challenge } satisfies Asked });
  return { options, token };
}

type Kept = { id: string; person_id: string; public_key: Buffer; sign_count: string; transports: string[]; rp_id: string };

/** Whose passkey answered. Throws Failure('unauthenticated', 'passkey_refused') whatever was wrong with it. */
export async function readPasskey({ db, publicUrl }: PasskeyParts, token: string | undefined, response: unknown): Promise<string> {
  const step = await takeStep<Asked>(db, 'passkey', token);
  const answer = response as AuthenticationResponseJSON;
  const found = await sql<Kept>`
    select id, person_id, public_key, sign_count, transports, rp_id from auth.passkey where credential_id = ${String(answer.id)}`.execute(
    db,
  );
  const [kept] = found.rows;
  const { rp_id, origin } = placeOf(publicUrl);
  if (kept === undefined || kept.rp_id !== rp_id) throw refused();
  const handle = answer.response?.userHandle;
  if (typeof handle === 'string' && Buffer.from(handle, 'base64url').toString() !== kept.person_id) throw refused();
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: step.data.challenge,
    expectedOrigin: origin,
    expectedRPID: rp_id,
    requireUserVerification: true,
    credential: { id: String(answer.id), publicKey: new Uint8Array(kept.public_key), counter: Number(kept.sign_count) },
  }).catch(() => null);
  if (verified === null || !verified.verified) throw refused();
  const { newCounter } = verified.authenticationInfo;
  const used = await sql`
    update auth.passkey set sign_count = ${newCounter}, last_used_at = now() where id = ${kept.id} and sign_count = ${kept.sign_count}
    returning 1`.execute(db);
  if (used.rows.length === 0) throw refused();
  return kept.person_id;
}

function refused(): Failure {
  return new Failure('unauthenticated', 'passkey_refused');
}
