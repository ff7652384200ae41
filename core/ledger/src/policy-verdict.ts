// Whether a checkpoint carries what a policy asks for, and who cosigned it when.
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
import type { GoodSignature } from './cosignature.ts';
import type { SignatureCrypto } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import { parseNote } from './note.ts';
import type { Policy } from './policy.ts';
import { refuse, type Result } from './result.ts';

/** `timestamp` in seconds: when the witness last said this was the log's newest tree; null when it did not cosign. */
export type WitnessVerdict = { name: string; timestamp: number | null };
/** `needed` and `cosigned` count witnesses for the screen: "2 of 3"; `ok` is what decides. */
export type PolicyVerdict = { ok: boolean; signed_by_log: boolean; quorum: boolean; cosigned: number; witnesses: WitnessVerdict[] };

/** Judges signatures that were verified before. A cosignature that states no time is no witness's. */
export function judgePolicy(policy: Policy, { origin, signatures }: Pick<OpenedCheckpoint, 'origin' | 'signatures'>): PolicyVerdict {
  const witnesses = policy.witnesses.map(({ name, key }) => {
    const times = signatures.filter((good) => isBy(good, key)).map(({ timestamp }) => timestamp ?? 0);
    return { name, timestamp: Math.max(0, ...times) || null };
  });
  const met = new Map(witnesses.map(({ name, timestamp }) => [name, timestamp !== null]));
  for (const { name, threshold, members } of policy.groups)
    met.set(name, members.filter((member) => met.get(member) === true).length >= threshold);
  const quorum = policy.quorum === 'none' || met.get(policy.quorum) === true;
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  const signed_by_log = logs.some(({ key }) => signatures.some((good) => isBy(good, key)));
  const cosigned = witnesses.filter(({ timestamp }) => timestamp !== null).length;
  return { ok: signed_by_log && quorum, signed_by_log, quorum, cosigned, witnesses };
}

/** Opens a checkpoint of whichever log of the policy it names, and judges it. Refused when the log did not sign; a missed quorum is a verdict. */
export function openWithPolicy(
  note: string | Uint8Array,
  policy: Policy,
  crypto: SignatureCrypto,
): Result<{ checkpoint: OpenedCheckpoint; verdict: PolicyVerdict }> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const origin = parsed.value.text.slice(0, parsed.value.text.indexOf('\n'));
  if (!policy.logs.some(({ key }) => key.name === origin)) return refuse('untrusted', 0, 'log is not in the policy');
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key);
  const checkpoint = openCheckpoint(note, origin, keys, crypto);
  if (!checkpoint.ok) return checkpoint;
  return { ok: true, value: { checkpoint: checkpoint.value, verdict: judgePolicy(policy, checkpoint.value) } };
}

const isBy = (good: GoodSignature, { name, key_id }: VerifierKey): boolean => good.name === name && good.key_id === key_id;
