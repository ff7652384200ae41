// What an enforcer holds: the list it keeps, the modes last ordered, and what somebody did on the machine, put together.
import canonicalize from 'canonicalize';
import type { LocalMode, OrderedMode, Policy, PolicyConduit, PolicyView } from './words.ts';

export type EffectiveMode = { conduit_id: string; mode: PolicyConduit['mode']; is_local: boolean };

/** Mode by mode: what the machine's own command says, while no newer act stands against it, else the order. */
export function effectiveModes(ordered: readonly OrderedMode[], local: readonly LocalMode[]): EffectiveMode[] {
  return ordered.map(({ conduit_id, mode, act }) => {
    const own = local.find((it) => it.conduit_id === conduit_id && it.over === act);
    return { conduit_id, mode: own?.mode ?? mode, is_local: own !== undefined };
  });
}

/** Those of the machine's own modes that a new order leaves in force. */
export function keepLocal(local: readonly LocalMode[], ordered: readonly OrderedMode[]): LocalMode[] {
  return local.filter((it) => ordered.some(({ conduit_id, act }) => conduit_id === it.conduit_id && act === it.over));
}

/**
 * The view to compile. `list` is the policy whose list is kept (after a rollback an older one than `latest`; null when none ever was),
 * `latest` the one whose modes count.
 * INVARIANT: a conduit the latest policy isolates or narrows stays so, also where the kept list does not know it.
 */
export function effectiveView(list: Policy | null, latest: Policy, local: readonly LocalMode[]): PolicyView {
  const modes = new Map(effectiveModes(latest.modes, local).map((it) => [it.conduit_id, it.mode]));
  const kept = list?.view ?? { zones: [], assets: [], conduits: [] };
  const known = new Set(kept.conduits.map(({ id }) => id));
  const added = latest.view.conduits.filter(({ id, mode }) => !known.has(id) && (modes.get(id) ?? mode) !== 'normal');
  const zones = added.length === 0 ? kept.zones : joinById(kept.zones, latest.view.zones);
  const assets = added.length === 0 ? kept.assets : joinById(kept.assets, latest.view.assets);
  const conduits = [...kept.conduits, ...added].map((it) => ({ ...it, mode: modes.get(it.id) ?? it.mode }));
  return { zones, assets, conduits };
}

function joinById<T extends { id: string }>(kept: readonly T[], more: readonly T[]): T[] {
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...more.filter(({ id }) => !known.has(id))];
}

/** Whether the view is the policy's own, so that its signed text can be loaded as it is. */
export function isOwnView(policy: Policy, view: PolicyView): boolean {
  const parts = ['zones', 'assets', 'conduits'] as const;
  return parts.every((part) => view[part] === policy.view[part] || canonicalize(view[part]) === canonicalize(policy.view[part]));
}

/** The conduit a person names on the machine: by its id or its whole name, else the only one whose name begins so; null when none or several do. */
export function findConduit(view: PolicyView, named: string): PolicyConduit | null {
  const word = named.trim().toLowerCase();
  const exact = view.conduits.filter(({ id, name }) => id === word || name.toLowerCase() === word);
  const begun = view.conduits.filter(({ name }) => word !== '' && name.toLowerCase().startsWith(word));
  const found = exact.length > 0 ? exact : begun;
  return found.length === 1 ? found[0]! : null;
}
