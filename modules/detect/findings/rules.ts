// Decisions about findings: which decisions fit which kind, and what each does.
import type { Finding } from './schema.ts';

type Kind = Finding['kind'];
type Decision = 'accept' | 'reject' | 'investigate' | 'expected' | 'stop';

const fitting: Readonly<Record<Kind, readonly Decision[]>> = {
  new_device: ['accept', 'reject', 'investigate'],
  unapproved_flow: ['expected', 'stop', 'investigate'],
  changing_command: ['expected', 'stop', 'investigate'],
  conduit_without_list: ['investigate'],
  retired_seen: ['stop', 'investigate'],
  unknown_internet: ['stop', 'investigate'],
  file_damaged: ['investigate'],
};

/** A retired device is brought back and an internet connection gets an owner, not a word: then they close by themselves. A damaged file closes when its bytes are back. A conduit without a list closes when a list is in force, not because somebody says so. */
export function mayDecideSo(kind: Kind, decision: Decision): boolean {
  return fitting[kind].includes(decision);
}

/** The state a decision leads to. */
export function stateAfter(decision: Decision): Finding['state'] {
  return decision === 'investigate' ? 'investigating' : 'closed';
}

/** The standing a decision on a new device gives the asset. */
export function standingAfter(decision: Decision): 'accepted' | 'rejected' | 'investigating' | null {
  return decision === 'accept' ? 'accepted' : decision === 'reject' ? 'rejected' : decision === 'investigate' ? 'investigating' : null;
}
