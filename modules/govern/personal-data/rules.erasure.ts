// Decisions about erasure: which holds forbid it, what a list of payloads is called, which of a person's payloads go. Pure.
import type { Hold, Of } from './schema.erasure.ts';

/** What the rules look at of a payload. `site_id` null: of the organisation's log. */
export type Candidate = {
  entry_id: string;
  n: number;
  site_id: string | null;
  actor_id: string;
  subject_type: string;
  subject_id: string;
  at: string;
};
export type InForce = Pick<Hold, 'id' | 'scope' | 'person_id' | 'item_id' | 'from_at' | 'until_at'> & { site_id: string };

/** The holds that forbid an erasure, of those in force anywhere. */
export function holdsOn<H extends InForce>(of: Of, payloads: readonly Candidate[], holds: readonly H[]): H[] {
  return holds.filter((hold) => {
    // What a whole site must keep may lie in any table: nobody's data goes while it is held.
    if (of.what === 'person' && (hold.scope === 'site' || hold.person_id === of.person_id)) return true;
    return payloads.some((it) => isHeld(hold, it));
  });
}

function isHeld(hold: InForce, it: Candidate): boolean {
  if (hold.scope === 'person') return it.actor_id === hold.person_id || it.subject_id === hold.person_id;
  if (hold.scope === 'evidence_item') return it.subject_id === hold.item_id;
  if (it.site_id !== null && it.site_id !== hold.site_id) return false;
  if (hold.scope === 'site') return true;
  const at = Date.parse(it.at);
  return at >= Date.parse(hold.from_at!) && at < Date.parse(hold.until_at!);
}

/** The holds that forbid the destruction of an item of evidence, collected at `at` by a person. */
export function holdsOnItem<H extends InForce>(
  site_id: string,
  it: { id: string; at: string; person_ids: readonly string[] },
  holds: readonly H[],
): H[] {
  const as = (actor_id: string): Candidate => ({
    entry_id: it.id,
    n: 0,
    site_id,
    actor_id,
    subject_type: 'evidence_item',
    subject_id: it.id,
    at: it.at,
  });
  return holds.filter((hold) => it.person_ids.some((person_id) => isHeld(hold, as(person_id))));
}

/** What `ledger.erased_sha256` hashes at the commit: the lines `<entry id>/<n>`, in order. */
export function listText(payloads: readonly Pick<Candidate, 'entry_id' | 'n'>[]): string {
  const sorted = payloads.toSorted((a, b) => (a.entry_id < b.entry_id ? -1 : a.entry_id > b.entry_id ? 1 : a.n - b.n));
  return sorted.map((it) => `${it.entry_id}/${it.n}\n`).join('');
}

/** What people write of their own accord; every other payload is part of what was done. */
const ownTexts: ReadonlySet<string> = new Set(['reason', 'remark']);

/**
 * Why a payload goes with a person; null when it stays. What stands in a chain of custody stays: its entries are erased one by one, each
 * with its own two people.
 */
export function whyOf(
  it: Candidate & { name: string; text: string },
  person: { person_id: string; names: readonly string[] },
  parts: readonly string[],
): 'about' | 'by' | 'named' | null {
  if (it.subject_type === 'evidence_item') return null;
  if (parts.includes('account') && it.subject_type === 'person' && it.subject_id === person.person_id) return 'about';
  if (parts.includes('texts') && it.actor_id === person.person_id && ownTexts.has(it.name)) return 'by';
  if (parts.includes('named') && person.names.some((name) => it.text.toLowerCase().includes(name.toLowerCase()))) return 'named';
  return null;
}
