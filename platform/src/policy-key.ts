// A site's key for what its machines are ordered: a file in the secrets folder, shown by fingerprint, succeeded by a new one that the old one vouches for.
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ED25519_NOTE_TYPE, formatVerifierKey, type SigningKey } from '@holdfast/core-ledger';
import { replaceFile } from './durable-file.ts';
import { makePrivateKey, signingKeyOf } from './ledger-crypto.ts';

export type PolicyKey = { vkey: string; made_at: string };
export type PolicyKeys = {
  /** What signs for the site now: its key, made when there is none, and the one before while machines still trust that alone. */
  signing(site_id: string, now: Date): SigningKey[];
  /** The keys machines shall trust from now on, and the one before. */
  shown(site_id: string, now: Date): { current: PolicyKey; former: PolicyKey | null };
  /** A new key takes over; the one before goes on signing beside it until `dropFormer`. Returns the new one. */
  rotate(site_id: string, now: Date): PolicyKey;
  dropFormer(site_id: string): void;
};

type Kept = PolicyKey & { key_pem: string };
type KeyFile = { current: Kept; former: Kept | null };

/** Opens the folder of policy keys. Files are read anew each time, so that a restored folder counts at once. */
export function openPolicyKeys(secrets: string): PolicyKeys {
  const folder = join(secrets, 'policy');
  const path = (site_id: string): string => join(folder, `${site_id}.json`);
  const keep = (site_id: string, file: KeyFile): KeyFile => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(path(site_id), `${JSON.stringify(file)}\n`);
    return file;
  };
  const read = (site_id: string, now: Date): KeyFile =>
    existsSync(path(site_id))
      ? (JSON.parse(readFileSync(path(site_id), 'utf8')) as KeyFile)
      : keep(site_id, { current: makeKey(site_id, now), former: null });
  return {
    signing: (site_id, now) => {
      const { current, former } = read(site_id, now);
      return [current, ...(former === null ? [] : [former])].map((it) =>
        signingKeyOf(nameOf(site_id), ED25519_NOTE_TYPE, createPrivateKey(it.key_pem)),
      );
    },
    shown: (site_id, now) => {
      const { current, former } = read(site_id, now);
      return { current: publicOf(current), former: former === null ? null : publicOf(former) };
    },
    rotate: (site_id, now) => {
      const { current } = read(site_id, now);
      return publicOf(keep(site_id, { current: makeKey(site_id, now), former: current }).current);
    },
    dropFormer: (site_id) => {
      if (!existsSync(path(site_id))) return;
      const file = JSON.parse(readFileSync(path(site_id), 'utf8')) as KeyFile;
      if (file.former !== null) keep(site_id, { ...file, former: null });
    },
  };
}

const nameOf = (site_id: string): string => `holdfast.local/policy/${site_id}`;
const publicOf = ({ vkey, made_at }: Kept): PolicyKey => ({ vkey, made_at });

function makeKey(site_id: string, now: Date): Kept {
  const key = makePrivateKey(ED25519_NOTE_TYPE);
  const { name, public_key } = signingKeyOf(nameOf(site_id), ED25519_NOTE_TYPE, key);
  const key_pem = key.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { vkey: formatVerifierKey(name, public_key), made_at: now.toISOString(), key_pem };
}
