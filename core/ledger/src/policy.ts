// Which logs and how many witnesses a checkpoint must carry to be believed (C2SP tlog-policy): `policy.txt`.
import { encodeBase64 } from './bytes.ts';
import { ED25519_COSIGNATURE_TYPE, ED25519_NOTE_TYPE, formatVerifierKey, parseVerifierKey, typeOfKey, type VerifierKey } from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { type Refused, refuse, type Result } from './result.ts';

export type PolicyLog = { key: VerifierKey; url: string | null };
/** `name` is the policy's own word for the witness; the key carries the name its signatures stand under. */
export type PolicyWitness = { name: string; key: VerifierKey; url: string | null };
/** Met when at least `threshold` of the members are: witnesses, or groups defined before. */
export type PolicyGroup = { name: string; threshold: number; members: readonly string[] };
/** `quorum` names a witness or a group; `none` asks for no witness. */
export type Policy = {
  logs: readonly PolicyLog[];
  witnesses: readonly PolicyWitness[];
  groups: readonly PolicyGroup[];
  quorum: string;
};

/** More lines of a kind are refused; the specification asks for at least 32. */
export const MAX_POLICY_LINES_PER_KIND = 64;
const MAX_POLICY_CHARACTERS = 1024 * 1024;

/** A policy of `threshold` out of all witnesses; 0 asks for none. Throws RangeError on a threshold that cannot be met. */
export function policyOf(logs: readonly PolicyLog[], witnesses: readonly PolicyWitness[], threshold: number): Policy {
  if (!Number.isInteger(threshold) || threshold < 0 || threshold > witnesses.length) throw new RangeError('threshold');
  if (threshold === 0) return { logs, witnesses, groups: [], quorum: 'none' };
  const group = { name: 'quorum-group', threshold, members: witnesses.map(({ name }) => name) };
  return { logs, witnesses, groups: [group], quorum: group.name };
}

/** The policy as text, in the order in which names must be defined. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy, hash: Hash = sha256): string {
  const vkey = (key: VerifierKey) => formatVerifierKey(key.name, key.public_key, hash, typeOfKey(key));
  const lines = [
    ...logs.map(({ key, url }) => ['log', vkey(key), url]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, vkey(key), url]),
    ...groups.map(({ name, threshold, members }) => ['group', name, String(threshold), ...members]),
    ['quorum', quorum],
  ];
  return lines.map((line) => `${line.filter((item) => item !== null).join(' ')}\n`).join('');
}

type Reading = { logs: PolicyLog[]; witnesses: PolicyWitness[]; groups: PolicyGroup[]; quorum: string | null; members: Set<string> };
type ReadLine = (policy: Reading, items: readonly string[], hash: Hash) => string | null;

const readers: Readonly<Record<string, ReadLine>> = { log: readLog, witness: readWitness, group: readGroup, quorum: readQuorum };

/** Reads a policy. Offsets are line numbers. A key of a wrong type or named twice, and a log that would witness itself, are refused. */
export function parsePolicy(source: string, hash: Hash = sha256): Result<Policy> {
  if (source.length > MAX_POLICY_CHARACTERS) return refuse('out_of_range', 0, 'policy too long');
  const lines = source.split('\n');
  if (lines.pop() !== '') return refuse('malformed', lines.length, 'no final newline');
  const reading: Reading = { logs: [], witnesses: [], groups: [], quorum: null, members: new Set() };
  for (const [at, line] of lines.entries()) {
    const fault = readPolicyLine(reading, line, at, hash);
    if (fault) return fault;
  }
  const { logs, witnesses, groups, quorum } = reading;
  return quorum === null ? refuse('malformed', lines.length, 'no quorum') : { ok: true, value: { logs, witnesses, groups, quorum } };
}

function readPolicyLine(reading: Reading, line: string, at: number, hash: Hash): Refused | null {
  // tlog-policy, Character set: of the control characters tab and newline alone.
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(line)) return refuse('malformed', at, 'control character');
  const [keyword = '', ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
  if (keyword === '' || keyword.startsWith('#')) return null;
  const reader = Object.hasOwn(readers, keyword) ? readers[keyword] : undefined;
  const fault = reader ? reader(reading, items, hash) : 'unknown keyword';
  return fault === null ? null : refuse('malformed', at, fault);
}

function readLog(reading: Reading, [vkey = '', url, ...rest]: readonly string[], hash: Hash): string | null {
  const key = parseVerifierKey(vkey, hash);
  if (!key.ok) return key.error.what;
  if (typeOfKey(key.value) === ED25519_COSIGNATURE_TYPE) return 'key of a cosigner for a log';
  if (rest.length > 0) return 'too many items';
  const fault = faultOfKey(reading, key.value) ?? faultOfCount(reading.logs);
  if (fault === null) reading.logs.push({ key: key.value, url: url ?? null });
  return fault;
}

function readWitness(reading: Reading, [name = '', vkey = '', url, ...rest]: readonly string[], hash: Hash): string | null {
  const key = parseVerifierKey(vkey, hash);
  if (!key.ok) return key.error.what;
  if (typeOfKey(key.value) === ED25519_NOTE_TYPE) return 'key of a log for a witness';
  if (rest.length > 0) return 'too many items';
  const fault = faultOfName(reading, name) ?? faultOfKey(reading, key.value) ?? faultOfCount(reading.witnesses);
  if (fault === null) reading.witnesses.push({ name, key: key.value, url: url ?? null });
  return fault;
}

function readGroup(reading: Reading, [name = '', rule = '', ...members]: readonly string[]): string | null {
  const fault = faultOfName(reading, name) ?? faultOfCount(reading.groups);
  if (fault !== null) return fault;
  const counts: Readonly<Record<string, number>> = { any: 1, all: members.length };
  const threshold = Object.hasOwn(counts, rule) ? counts[rule]! : /^[1-9][0-9]{0,3}$/.test(rule) ? Number(rule) : 0;
  if (threshold < 1 || threshold > members.length) return 'threshold';
  for (const member of members) {
    if (!isDefined(reading, member)) return `unknown member ${member}`;
    // tlog-policy, Defining a witness group: each name at most once, so that a witness counts in one way only.
    if (reading.members.has(member)) return `${member} is a member twice`;
    reading.members.add(member);
  }
  reading.groups.push({ name, threshold, members });
  return null;
}

function readQuorum(reading: Reading, [name = '', ...rest]: readonly string[]): string | null {
  if (reading.quorum !== null) return 'second quorum';
  if (rest.length > 0) return 'too many items';
  if (name !== 'none' && !isDefined(reading, name)) return `unknown quorum ${name}`;
  reading.quorum = name;
  return null;
}

function isDefined({ witnesses, groups }: Reading, name: string): boolean {
  return witnesses.some((witness) => witness.name === name) || groups.some((group) => group.name === name);
}

function faultOfName(reading: Reading, name: string): string | null {
  if (name === '' || name === 'none') return 'name';
  return isDefined(reading, name) ? `${name} is defined twice` : null;
}

/** A log may not be its own witness, and a public key stands once whatever its name. */
function faultOfKey({ logs, witnesses }: Reading, { public_key }: VerifierKey): string | null {
  const text = encodeBase64(public_key);
  return [...logs, ...witnesses].some(({ key }) => encodeBase64(key.public_key) === text) ? 'key is there twice' : null;
}

const faultOfCount = (list: readonly unknown[]): string | null => (list.length >= MAX_POLICY_LINES_PER_KIND ? 'too many lines' : null);
