// Tries a list on what was recorded: what passes, what a firewall would cut, what would only be reported. Constant memory.
import type { Counted, DryRun, OperatingState, Outcome, SeenFlow, StatePeriod, TriedFlow, WallClock } from './learn-words.ts';
import { operatingStates } from './learn-words.ts';
import { makeJudge } from './rule-index.ts';
import { makeCalendar, statesOf } from './seen-table.ts';
import { tellsHours, weekOfSeen } from './seen-week.ts';
import type { CheckedFlow, ConduitMode, MissCode, Rule, Verdict } from './words.ts';

/**
 * `in_force`: the list of now to compare with; absent or null: none, so everything passes now. `max_examples` bounds what is kept of flows
 * (100 if absent). `wall` is needed for lists with windows unless rows come by hour of the week.
 */
export type DryRunInput = {
  rules: readonly Rule[];
  zone_of: ReadonlyMap<string, string>;
  kind_of?: ReadonlyMap<string, string>;
  mode?: ConduitMode;
  in_force?: readonly Rule[] | null;
  states?: readonly StatePeriod[];
  wall?: WallClock;
  max_examples?: number;
};
export type Trying = { push(rows: Iterable<SeenFlow>): void; end(): DryRun };
type Tried = { outcome: Outcome; unread: boolean; verdict: Verdict };

/** A list as it is held: what a firewall stops, and what only somebody who reads operations would report. */
export function makeTrial(
  rules: readonly Rule[],
  zone_of: ReadonlyMap<string, string>,
  { kind_of, mode }: Pick<DryRunInput, 'kind_of' | 'mode'>,
): (flow: CheckedFlow) => Tried | null {
  const how = { ...(kind_of === undefined ? {} : { kind_of }), ...(mode === undefined ? {} : { mode }) };
  const judge = makeJudge(rules, zone_of, how);
  const judgePackets = makeJudge(rules, zone_of, { ...how, depth: 'packets' });
  const notSeen: readonly MissCode[] = ['operations_not_seen', 'elements_not_seen'];
  return (flow) => {
    const verdict = judge(flow);
    if (verdict.verdict === 'intra_zone') return null;
    if (verdict.verdict === 'allowed') return { outcome: 'passes', unread: false, verdict };
    const packets = judgePackets(flow);
    if (packets.verdict === 'unapproved') return { outcome: 'cut', unread: false, verdict: packets };
    if (!notSeen.includes(verdict.unmatched.code)) return { outcome: 'reported', unread: false, verdict };
    return { outcome: 'passes', unread: true, verdict: packets };
  };
}

const nothing = (): Counted => ({ conversations: 0, flows: 0 });
function count(to: Counted, conversations: number): void {
  to.conversations += conversations;
  to.flows += 1;
}

/**
 * Begins to try a list. Rows come as groups (`SeenFlow`), in any order; a row only partly inside a rule's window counts as cut whole, so
 * group by hour of the week where a list tells hours apart (`tellsHours`).
 */
export function startDryRun(input: DryRunInput): Trying {
  const { rules, zone_of, wall, max_examples = 100 } = input;
  const trial = makeTrial(rules, zone_of, input);
  const now = input.in_force ? makeTrial(input.in_force, zone_of, input.kind_of === undefined ? {} : { kind_of: input.kind_of }) : null;
  const needsWeek = tellsHours(rules) || tellsHours(input.in_force ?? []);
  const calendar = makeCalendar(input.states ?? []);
  const sums = { judged: nothing(), passes: nothing(), reported: nothing(), cut: nothing(), unread: nothing() };
  const newly = { cut: nothing(), reported: nothing() };
  const hits = new Map(rules.map(({ id }) => [id, { rule_id: id, conversations: 0, flows: 0, last_at: null as string | null }]));
  const states = new Map<OperatingState, { conversations: number; cut: number; reported: number }>();
  const kept = keepLatest(max_examples);
  let last_cut_at: string | null = null;
  const add = (seen: SeenFlow): void => {
    const flow: CheckedFlow = needsWeek ? { ...seen, week: weekOfSeen(seen, wall) } : seen;
    const tried = trial(seen.elements_folded ? { ...flow, elements: null } : flow);
    if (tried === null) return;
    const { outcome, unread, verdict } = tried;
    const { conversations } = seen;
    count(sums.judged, conversations);
    count(sums[outcome], conversations);
    if (unread) count(sums.unread, conversations);
    tellState(states, seen, calendar, outcome);
    if (outcome === 'passes') return hit(hits.get(verdict.rule_id ?? ''), seen);
    if (outcome === 'cut' && isLater(seen.last_at, last_cut_at)) last_cut_at = seen.last_at;
    if (now !== null && now(flow)?.outcome === 'passes') count(newly[outcome], conversations);
    kept.add(seen, outcome, verdict);
  };
  return {
    push(rows) {
      for (const row of rows) add(row);
    },
    end: () => ({
      ...sums,
      newly_cut: now === null ? null : newly.cut,
      newly_reported: now === null ? null : newly.reported,
      last_cut_at,
      examples: kept.list(),
      rules: [...hits.values()],
      states: operatingStates.flatMap((state) => (states.has(state) ? [{ state, ...states.get(state)! }] : [])),
    }),
  };
}

/** `startDryRun` for rows that are all there. */
export function dryRun(input: DryRunInput, rows: Iterable<SeenFlow>): DryRun {
  const trying = startDryRun(input);
  trying.push(rows);
  return trying.end();
}

const isLater = (a: string, b: string | null): boolean => b === null || Date.parse(a) > Date.parse(b);

function hit(of: { conversations: number; flows: number; last_at: string | null } | undefined, seen: SeenFlow): void {
  if (of === undefined) return;
  count(of, seen.conversations);
  if (isLater(seen.last_at, of.last_at)) of.last_at = seen.last_at;
}

type ByState = Map<OperatingState, { conversations: number; cut: number; reported: number }>;

function tellState(states: ByState, seen: SeenFlow, calendar: (at: number) => number, outcome: Outcome): void {
  const named = seen.state ? [seen.state] : statesOf(calendar(Date.parse(seen.first_at)) | calendar(Date.parse(seen.last_at)));
  for (const state of named) {
    const of = states.get(state) ?? { conversations: 0, cut: 0, reported: 0 };
    states.set(state, of);
    of.conversations += seen.conversations;
    if (outcome !== 'passes') of[outcome] += seen.conversations;
  }
}

/** Keeps the latest of what does not pass: what would be cut before what would be reported. */
function keepLatest(most: number): { add(seen: SeenFlow, outcome: Outcome, verdict: Verdict): void; list(): TriedFlow[] } {
  let kept: { at: number; tried: TriedFlow }[] = [];
  const trim = (): void => {
    const rank = ({ outcome }: TriedFlow): number => (outcome === 'cut' ? 0 : 1);
    kept.sort((a, b) => rank(a.tried) - rank(b.tried) || b.at - a.at);
    kept = kept.slice(0, most);
  };
  return {
    add(seen, outcome, verdict) {
      if (verdict.unmatched === null || most <= 0) return;
      const { client_id, server_id, transport, server_port, protocol, classes, elements, conversations, first_at, last_at } = seen;
      const flow: CheckedFlow = { client_id, server_id, transport, server_port, protocol, classes, elements: elements ?? null };
      const { code, nearest_rule_id: rule_id } = verdict.unmatched;
      kept.push({ at: Date.parse(last_at), tried: { flow, outcome, code, rule_id, conversations, first_at, last_at } });
      if (kept.length >= most * 2) trim();
    },
    list() {
      trim();
      return kept.map(({ tried }) => tried);
    },
  };
}
