// What a switch of the conduit's mode would stop, from what was recorded lately.
import { makeTrial } from './dry-run.ts';
import type { SeenFlow, StoppedFlow, WallClock, WhatStops } from './learn-words.ts';
import { tellsHours, weekOfSeen } from './seen-week.ts';
import type { CheckedFlow, ConduitMode, Rule } from './words.ts';

/**
 * `rules` null: no list is approved, so in mode normal the conduit is not held and everything passes; nothing is essential then. `from`: the mode of now.
 * `now`: ISO 8601; flows seen within `running_minutes` (15) before it are running. `max_listed` bounds the list (500), not the counts.
 */
export type WhatStopsInput = {
  rules: readonly Rule[] | null;
  from: ConduitMode;
  to: ConduitMode;
  zone_of: ReadonlyMap<string, string>;
  assets: ReadonlyMap<string, { name: string; kind: string }>;
  now: string;
  running_minutes?: number;
  wall?: WallClock;
  max_listed?: number;
};

const keyOf = ({ client_id, server_id, transport, server_port, protocol }: CheckedFlow): string =>
  `${client_id} ${server_id} ${transport} ${server_port} ${protocol}`;

/**
 * The flows that pass in the mode of now and would not in the other, one for each client, server and service: safety first, then essential,
 * then running, then the latest. Memory grows with distinct flows of the conduit.
 */
export function whatStops(input: WhatStopsInput, rows: Iterable<SeenFlow>): WhatStops {
  const { assets, max_listed = 500 } = input;
  const list = input.rules ?? [];
  const kind_of = new Map([...assets].map(([id, { kind }]) => [id, kind]));
  const passes = (mode: ConduitMode): ((flow: CheckedFlow) => { passes: boolean; rule_id: string | null } | null) => {
    const trial = makeTrial(list, input.zone_of, { kind_of, mode });
    const isHeld = input.rules !== null || mode !== 'normal';
    return (flow) => {
      const tried = trial(flow);
      if (tried === null) return null;
      return {
        passes: !isHeld || tried.outcome !== 'cut',
        rule_id: tried.verdict.rule_id ?? tried.verdict.unmatched?.nearest_rule_id ?? null,
      };
    };
  };
  const [before, after, byRule] = [passes(input.from), passes(input.to), new Map(list.map((rule) => [rule.id, rule]))];
  const needsWeek = tellsHours(list);
  const since = Date.parse(input.now) - (input.running_minutes ?? 15) * 60_000;
  const stops = new Map<string, StoppedFlow>();
  const [goesOn, alreadyCut] = [new Set<string>(), new Set<string>()];
  for (const seen of rows) {
    const flow: CheckedFlow = needsWeek ? { ...seen, week: weekOfSeen(seen, input.wall) } : seen;
    const [then, next] = [before(flow), after(flow)];
    if (then === null || next === null) continue;
    if (next.passes) goesOn.add(keyOf(flow));
    else if (!then.passes) alreadyCut.add(keyOf(flow));
    else addStop(stops, seen, byRule.get(then.rule_id ?? ''), assets, since);
  }
  const all = [...stops.values()].sort(compareStops);
  return {
    mode: input.to,
    stops: all.slice(0, max_listed),
    more: Math.max(0, all.length - max_listed),
    stops_count: all.length,
    goes_on_count: goesOn.size,
    already_cut_count: alreadyCut.size,
    safety_count: all.filter(({ safety }) => safety !== null).length,
    asset_ids: [...new Set(all.flatMap(({ flow }) => [flow.client_id, flow.server_id]))].filter((id) => id !== null).sort(),
  };
}

function addStop(
  stops: Map<string, StoppedFlow>,
  seen: SeenFlow,
  rule: Rule | undefined,
  assets: WhatStopsInput['assets'],
  since: number,
): void {
  const key = keyOf(seen);
  const known = stops.get(key);
  const isRunning = Date.parse(seen.last_at) >= since;
  if (known !== undefined) {
    known.conversations += seen.conversations;
    if (Date.parse(seen.last_at) > Date.parse(known.last_at)) known.last_at = seen.last_at;
    known.is_running ||= isRunning;
    known.flow = { ...known.flow, classes: [...new Set([...known.flow.classes, ...seen.classes])].sort() };
    return;
  }
  const { client_id, server_id, transport, server_port, protocol, classes } = seen;
  const nameOf = (id: string | null): string => (id === null ? '' : (assets.get(id)?.name ?? ''));
  stops.set(key, {
    flow: { client_id, server_id, transport, server_port, protocol, classes: [...classes].sort() },
    client_name: nameOf(client_id),
    server_name: nameOf(server_id),
    rule_id: rule?.id ?? null,
    is_essential: rule?.is_essential === true,
    safety: rule?.safety ?? null,
    conversations: seen.conversations,
    last_at: seen.last_at,
    is_running: isRunning,
  });
}

function compareStops(a: StoppedFlow, b: StoppedFlow): number {
  const rank = ({ safety, is_essential, is_running }: StoppedFlow): number =>
    (safety === null ? 4 : 0) + (is_essential ? 0 : 2) + (is_running ? 0 : 1);
  return rank(a) - rank(b) || Date.parse(b.last_at) - Date.parse(a.last_at) || (keyOf(a.flow) < keyOf(b.flow) ? -1 : 1);
}
