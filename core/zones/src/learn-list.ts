// Learns the smallest readable allow-list of one conduit from what was seen of it in a period.
import { findUnseen } from './find-unseen.ts';
import type { Universe, WideEnd } from './generalise.ts';
import { eachRow, type Known, type Line, makeLines, numberKinds } from './learn-lines.ts';
import type { LearnInput, ListProposal, ProposedRule, SeenFlow, StatePeriod, StateSeen } from './learn-words.ts';
import { operatingStates } from './learn-words.ts';
import { type Draft, proposeRules } from './propose-rules.ts';
import { makeOffers } from './make-offers.ts';
import { putTogether } from './put-together.ts';
import { maskOfStates, SeenTable } from './seen-table.ts';
import type { RuleEnd } from './words.ts';

/** `push` takes rows as they come, in any order; `end` makes the proposal of all of them. */
export type Learning = { push(rows: Iterable<SeenFlow>): void; end(): ListProposal };

/**
 * Begins to learn a conduit. Flows judged blockable stay out, all others are taken for needed. Memory grows with distinct flows, not rows.
 * The proposal lets through every needed flow that was seen; among the site's known assets it lets through no other, but for ports folded
 * into a range (`fold` says so). Rules whose flows look wrong are in it, marked.
 */
export function startLearning(input: LearnInput): Learning {
  const { zones, zone_of, wall, states } = input;
  const table = new SeenTable({ zones: [zones[0].id, zones[1].id], zone_of, wall, states });
  return {
    push(rows) {
      for (const row of rows) table.add(row);
    },
    end: () => propose(table, input),
  };
}

/** `startLearning` for rows that are all there. */
export function learnList(input: LearnInput, rows: Iterable<SeenFlow>): ListProposal {
  const learning = startLearning(input);
  learning.push(rows);
  return learning.end();
}

function propose(table: SeenTable, input: LearnInput): ListProposal {
  const { zones, assets, narrow } = input;
  const kinds = table.assets.map((id) => assets.get(id)?.kind ?? 'unknown');
  const narrowed = { elements: narrow?.elements === true, windows: narrow?.windows === true };
  const known: Known = { zones, kinds, kind_numbers: numberKinds(kinds), narrow: narrowed };
  const { lines, services, extents } = makeLines(table, known);
  const { joined, misses } = putTogether(lines, extents, makeUniverse(table, kinds));
  const drafts = joined.map((it): Draft => ({
    from: endOf(it.from, table, zones),
    to: endOf(it.to, table, zones),
    service: services[it.service]!,
    extent: extents[it.extent]!,
    lines: it.lines,
  }));
  const rules = proposeRules(table, known, drafts, input.keep_ids ?? []);
  const states = tellStates(table, rules, input.states ?? []);
  const offers = makeOffers(misses, { table, services, extents, rules, input });
  return {
    rules,
    states,
    unseen: findUnseen(rules, states, input, heardIn(table, lines)),
    offers,
    ...countAll(table, lines),
    folded_flows: table.folded,
  };
}

function makeUniverse(table: SeenTable, kinds: readonly string[]): Universe {
  const inZone = (side: number): number[] => table.assets.map((_, at) => at).filter((at) => table.sides[at] === side);
  return { members: [inZone(0), inZone(1)], zoneOf: (asset) => table.sides[asset]!, kindOf: (asset) => kinds[asset]! };
}

function endOf(end: WideEnd, table: SeenTable, zones: LearnInput['zones']): RuleEnd {
  if (end.kind === 'asset') return { kind: 'asset', asset_id: table.assets[end.asset]! };
  const zone_id = zones[end.zone as 0 | 1].id;
  return end.kind === 'zone' ? { kind: 'zone', zone_id } : { kind: 'role', zone_id, role: end.role };
}

/** The assets that were seen speaking or being spoken to. */
function heardIn(table: SeenTable, lines: readonly Line[]): Set<string> {
  const heard = new Set<string>();
  for (const { client, server } of lines) heard.add(table.assets[client]!).add(table.assets[server]!);
  return heard;
}

function countAll(
  table: SeenTable,
  lines: readonly Line[],
): Pick<ListProposal, 'flows' | 'conversations' | 'first_at' | 'last_at' | 'left_out_flows'> {
  let [flows, conversations, first, last, left_out_flows] = [0, 0, Infinity, -Infinity, 0];
  for (const line of lines)
    eachRow(line, (row) => {
      flows += 1;
      conversations += table.conversations[row]!;
      first = Math.min(first, table.first[row]!);
      last = Math.max(last, table.last[row]!);
    });
  for (let row = 0; row < table.size; row++) if (table.isRefused(row)) left_out_flows += 1;
  const textOf = (at: number): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null);
  return { flows, conversations, first_at: textOf(first), last_at: textOf(last), left_out_flows };
}

/** Each operating state: whether the calendar names it, whether anything was seen of it, and which rules were seen in no other. */
function tellStates(table: SeenTable, rules: readonly ProposedRule[], calendar: readonly StatePeriod[]): StateSeen[] {
  return operatingStates.map((state, at) => {
    const bit = maskOfStates([state]);
    let flows = 0;
    for (let row = 0; row < table.size; row++) if (table.states[row]! & bit) flows += 1;
    return {
      state,
      periods: calendar.filter((it) => it.state === state).length,
      seen: flows > 0,
      conversations: table.conversationsByState[at]!,
      flows,
      only_here: rules.filter(({ only_in }) => only_in === state).map(({ rule }) => rule.id),
    };
  });
}
