// Gathers conduits into few trees, so that forty of them stay readable: a zone that many talk to gets one line with branches.
import type { Bundle, MapConduit } from './plan.ts';

type Choice = { hub: string; leaf: string; down: boolean; key: string };

/**
 * Bundles conduits by their busiest end. Every conduit lies in exactly one bundle, a bundle holds one state only, and all leaves of a bundle lie on one
 * side of its hub (`down` includes the hub's own row). `rowOf` tells the row of a zone, counted from the top.
 */
export function bundleConduits(conduits: readonly MapConduit[], rowOf: ReadonlyMap<string, number>): Bundle[] {
  const left = new Map(conduits.map((conduit) => [conduit.id, conduit]));
  const bundles: Bundle[] = [];
  while (left.size > 0) {
    const groups = new Map<string, { choice: Choice; members: { leaf: string; conduit: MapConduit }[] }>();
    for (const conduit of left.values()) {
      for (const choice of choicesOf(conduit, rowOf)) {
        const group = groups.get(choice.key) ?? { choice, members: [] };
        group.members.push({ leaf: choice.leaf, conduit });
        groups.set(choice.key, group);
      }
    }
    const best = [...groups.values()].reduce((a, b) => (isBetter(b, a) ? b : a));
    for (const { conduit } of best.members) left.delete(conduit.id);
    bundles.push({
      hub: best.choice.hub,
      down: best.choice.down,
      state: best.members[0]!.conduit.state,
      leaves: best.members.map(({ leaf, conduit }) => ({ zone: leaf, conduit: conduit.id })),
    });
  }
  return bundles;
}

function isBetter(b: { choice: Choice; members: readonly unknown[] }, a: { choice: Choice; members: readonly unknown[] }): boolean {
  if (b.members.length !== a.members.length) return b.members.length > a.members.length;
  if (b.choice.down !== a.choice.down) return b.choice.down;
  return b.choice.key < a.choice.key;
}

function choicesOf({ a, b, state }: MapConduit, rowOf: ReadonlyMap<string, number>): Choice[] {
  const rowA = rowOf.get(a) ?? 0;
  const rowB = rowOf.get(b) ?? 0;
  const choice = (hub: string, leaf: string, down: boolean): Choice => ({ hub, leaf, down, key: `${hub} ${down} ${state}` });
  return [choice(a, b, rowB >= rowA), choice(b, a, rowA >= rowB)];
}
