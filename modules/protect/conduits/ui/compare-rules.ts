// What a new list changes against the one in force.
import type { Rule } from '@holdfast/conduits/schema';

/** What a rule lets through, as one text; its id and purpose do not count. */
export function ruleKey({ from, to, transport, port_from, port_to, protocol, classes }: Rule): string {
  return JSON.stringify([from, to, transport, port_from, port_to, protocol, classes?.toSorted() ?? null]);
}

/** Rules of `next` that `inForce` lacks, and the other way round. */
export function compareRules<It extends Rule>(inForce: readonly It[], next: readonly It[]): { added: It[]; dropped: It[] } {
  const before = new Set(inForce.map(ruleKey));
  const after = new Set(next.map(ruleKey));
  return { added: next.filter((rule) => !before.has(ruleKey(rule))), dropped: inForce.filter((rule) => !after.has(ruleKey(rule))) };
}
