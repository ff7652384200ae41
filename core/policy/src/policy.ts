// Policies and confirmations as signed envelopes (DSSE): made by the server, opened and judged by the enforcer.
import {
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  openEnvelope,
  parseVerifierKey,
  sealEnvelope,
  sha256,
  type SignatureCrypto,
  type SigningKey,
  type VerifierKey,
} from '@holdfast/core-ledger';
import canonicalize from 'canonicalize';
import { inspectRuleset } from './inspect-ruleset.ts';
import { type Confirmation, layouts, type Layout, type Policy, type PolicyView } from './words.ts';

export const POLICY_TYPE = 'application/vnd.holdfast.enforcer-policy+json';
export const CONFIRMATION_TYPE = 'application/vnd.holdfast.enforcer-confirmation+json';
/** Longest envelope an enforcer reads, and longest ruleset it loads. */
export const MAX_POLICY_BYTES = 24 * 1024 * 1024;
export const MAX_RULESET_BYTES = 8 * 1024 * 1024;

/** Why an enforcer doesn't take what it was given. */
export type Refusal =
  | 'forged'
  | 'malformed'
  | 'other_site'
  | 'other_enforcer'
  | 'old_sequence'
  | 'foreign_table'
  | 'too_large'
  | 'not_waiting'
  | 'other_list';
export type Opened<T> = { ok: true; value: T } | { ok: false; why: Refusal; what: string };

/** Whom the enforcer is, whom it trusts, and how far it has come. */
export type Trust = { site_id: string; enforcer_id: string; keys: readonly VerifierKey[]; highest_sequence: number };

export function sealPolicy(policy: Policy, keys: readonly SigningKey[]): string {
  return sealEnvelope(POLICY_TYPE, encodeUtf8(canonicalize(policy) ?? ''), keys);
}

export function sealConfirmation(confirmation: Confirmation, keys: readonly SigningKey[]): string {
  return sealEnvelope(CONFIRMATION_TYPE, encodeUtf8(canonicalize(confirmation) ?? ''), keys);
}

/** The policy, once it may be believed and is meant for this enforcer. With `again` the highest sequence itself is taken: what was kept is read anew. */
export function openPolicy(envelope: string, trust: Trust, crypto: SignatureCrypto, again = false): Opened<Policy> {
  if (envelope.length > MAX_POLICY_BYTES) return refuse('too_large', `${envelope.length} bytes`);
  const opened = openDocument(envelope, POLICY_TYPE, trust, crypto);
  if (!opened.ok) return opened;
  const policy = opened.value;
  if (!isPolicy(policy)) return refuse('malformed', 'policy');
  if (policy.sequence < trust.highest_sequence || (policy.sequence === trust.highest_sequence && !again))
    return refuse('old_sequence', `${policy.sequence}, after ${trust.highest_sequence}`);
  if (encodeUtf8(policy.ruleset).length > MAX_RULESET_BYTES) return refuse('too_large', 'ruleset');
  const foreign = inspectRuleset(policy.ruleset);
  return foreign === null ? { ok: true, value: policy } : refuse('foreign_table', foreign);
}

/** The confirmation of the list that waits, or why it is none. */
export function openConfirmation(envelope: string, trust: Trust, waiting: Policy | null, crypto: SignatureCrypto): Opened<Confirmation> {
  const opened = openDocument(envelope, CONFIRMATION_TYPE, trust, crypto);
  if (!opened.ok) return opened;
  const it = opened.value as Partial<Confirmation>;
  if (it.format !== 1 || typeof it.list_sequence !== 'number' || typeof it.list_sha256 !== 'string')
    return refuse('malformed', 'confirmation');
  if (waiting === null || waiting.list_sequence !== it.list_sequence) return refuse('not_waiting', String(it.list_sequence));
  if (hashList(waiting) !== it.list_sha256) return refuse('other_list', it.list_sha256);
  return { ok: true, value: it as Confirmation };
}

function openDocument(envelope: string, type: string, trust: Trust, crypto: SignatureCrypto): Opened<Record<string, unknown>> {
  const opened = openEnvelope(envelope, type, trust.keys, crypto);
  if (!opened.ok) return refuse(opened.error.kind === 'malformed' ? 'malformed' : 'forged', opened.error.what);
  const text = decodeUtf8(opened.value.payload);
  if (!text.ok) return refuse('malformed', 'payload');
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return refuse('malformed', 'payload');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('malformed', 'payload');
  const { site_id, enforcer_id } = value as Record<string, unknown>;
  if (site_id !== trust.site_id) return refuse('other_site', String(site_id));
  if (enforcer_id !== trust.enforcer_id) return refuse('other_enforcer', String(enforcer_id));
  return { ok: true, value: value as Record<string, unknown> };
}

function isPolicy(it: Record<string, unknown> | Policy): it is Policy {
  const { view, modes, keys } = it as Partial<Policy>;
  return (
    it.format === 1 &&
    isCount(it.sequence) &&
    (it.list_sequence === 0 || isCount(it.list_sequence)) &&
    Number(it.list_sequence) <= Number(it.sequence) &&
    isCount(it.confirm_within_s) &&
    layouts.includes(it.layout as Layout) &&
    ['pass', 'drop'].includes(String(it.outside)) &&
    typeof it.time_zone === 'string' &&
    typeof it.ruleset === 'string' &&
    isView(view) &&
    Array.isArray(modes) &&
    Array.isArray(keys) &&
    keys.length > 0 &&
    keys.every((key) => parseVerifierKey(String(key)).ok)
  );
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;

function isView(view: Partial<PolicyView> | undefined): boolean {
  return Array.isArray(view?.zones) && Array.isArray(view.assets) && Array.isArray(view.conduits);
}

/** What a list is, whatever its modes: two policies with the same hash hold the same lists between the same zones. */
export function hashList(policy: Pick<Policy, 'layout' | 'outside' | 'time_zone' | 'view'>): string {
  const { layout, outside, time_zone, view } = policy;
  const conduits = view.conduits.map(({ mode: _mode, ...conduit }) => conduit);
  const text = canonicalize({ layout, outside, time_zone, zones: view.zones, assets: view.assets, conduits }) ?? '';
  return hexOf(sha256(encodeUtf8(text)));
}

/** SHA-256 of a text, lower-case hex. */
export function hashText(text: string): string {
  return hexOf(sha256(encodeUtf8(text)));
}

/** How a site's policy key is called on paper: SHA-256 of `name`, a line feed and the raw key, lower-case hex. */
export function fingerprintOfKey(key: Pick<VerifierKey, 'name' | 'public_key'>): string {
  return hexOf(sha256(concatBytes(encodeUtf8(`${key.name}\n`), key.public_key)));
}

/** Reads verifier keys; those that are none are left out. */
export function readKeys(texts: readonly string[]): VerifierKey[] {
  return texts.flatMap((text) => {
    const key = parseVerifierKey(text);
    return key.ok ? [key.value] : [];
  });
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const refuse = (why: Refusal, what: string) => ({ ok: false, why, what }) as const;
