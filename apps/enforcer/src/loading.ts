// From what is to be held to the kernel, and back: loads in one transaction, reads again what the kernel says, puts back what somebody changed.
import { effectiveView, hashText, inspectRuleset, isOwnView, OWN_TABLE, type Policy, type PolicyView } from '@holdfast/core-policy';
import { warmUpNftables } from '@holdfast/core-zones';
import { EnforcerFault } from './fault.ts';
import type { Kept, Memory } from './memory.ts';
import type { Nft, Reading } from './nft.ts';

/** Makes the text of a view that is no policy's own: after a rollback, or an act on the machine. `like`: whose layout and options count. */
export type Compile = (view: PolicyView, like: Policy) => string;
export type Loaded = { ruleset_sha256: string | null; reading: Reading | null; is_as_applied: boolean };
export type Loading = {
  /** Loads what is to be held now. Throws EnforcerFault when the kernel refuses; it then holds what it held, and `isDue` says so. */
  apply(): Promise<void>;
  /** Compares the kernel with what was loaded; puts it back and tells. */
  look(): Promise<void>;
  isDue(): boolean;
  loaded(): Loaded;
};

export function createLoading(memory: Memory, nft: Nft, compile: Compile): Loading {
  let applied: { ruleset_sha256: string; kernel_sha256: string } | null = null;
  let reading: Reading | null = null;
  let is_as_applied = false;
  let due = false;
  const apply = async (): Promise<void> => {
    // Before the first order the kernel only begins to follow conversations, so that none is lost when a list comes.
    const held = textToHold(memory.kept(), memory, compile);
    if (held === null && memory.wasDamaged && (await keepsKernel())) return;
    const text = held ?? warmUpNftables(OWN_TABLE);
    due = true;
    const foreign = inspectRuleset(text);
    if (foreign !== null) throw new EnforcerFault('foreign_table', `the ruleset leaves its own table: ${foreign}`);
    await nft.load(text);
    reading = await nft.read();
    applied = { ruleset_sha256: hashText(text), kernel_sha256: reading.kernel_sha256 };
    is_as_applied = true;
    due = false;
  };
  // Nothing is known any more: what the kernel still holds is the best there is, until the next order.
  const keepsKernel = async (): Promise<boolean> => {
    const now = await nft.read();
    if (!now.is_there) return false;
    reading = now;
    return true;
  };
  const look = async (): Promise<void> => {
    if (applied === null) return;
    reading = await nft.read();
    if (reading.kernel_sha256 === applied.kernel_sha256) return;
    is_as_applied = false;
    memory.tell('differed', { found_sha256: reading.kernel_sha256, held_sha256: applied.kernel_sha256 });
    await apply();
    memory.tell('restored');
  };
  const loaded = (): Loaded => ({ ruleset_sha256: applied?.ruleset_sha256 ?? null, reading, is_as_applied });
  return { apply, look, isDue: () => due, loaded };
}

/** The signed text where what is to be held is just what a policy says; else one made here. Null before the first policy. */
function textToHold({ list, waiting, latest }: Kept, memory: Memory, compile: Compile): string | null {
  if (latest === null) return null;
  const like = waiting ?? list ?? latest;
  const view = effectiveView(waiting ?? list, latest, memory.state().local);
  const signed = [latest, like].find((it) => isOwnView(it, view) && hasOptionsOf(it, like));
  return signed?.ruleset ?? compile(view, like);
}

const hasOptionsOf = (a: Policy, b: Policy): boolean => a.layout === b.layout && a.outside === b.outside && a.time_zone === b.time_zone;
