// Rules of a proposal: what each says, what it serves, what looks wrong about it, whether the process can live without it.
import { eachRow, type Extent, type Known, type Line, type LineService } from './learn-lines.ts';
import type { EssentialReason, ProposedRule, SafetyCandidate, Service } from './learn-words.ts';
import { type Traits, traitsReader } from './rule-traits.ts';
import { classesOf, type SeenTable, statesOf, WEEK_WORDS } from './seen-table.ts';
import { cyclicProtocols } from './services.data.ts';
import type { LearntFrom, Rule, RuleEnd } from './words.ts';

export type Draft = { from: RuleEnd; to: RuleEnd; service: LineService; extent: Extent; lines: readonly Line[] };

/** Seen in this part of the hours, a station's reading and writing is what operators look at. */
const SUPERVISION_SHARE = 0.8;
const CYCLE_SHARE = 0.5;

/** What a rule lets through, as one text; id, purpose and what people marked don't count. */
export function ruleText(rule: Rule): string {
  const endText = (end: RuleEnd): string => {
    if (end.kind === 'any') return 'any';
    return end.kind === 'asset' ? `asset:${end.asset_id}` : `${end.kind}:${end.zone_id}${end.kind === 'role' ? `:${end.role}` : ''}`;
  };
  const { from, to, transport, port_from, port_to, protocol, classes, elements, window } = rule;
  const narrowed = [classes === null ? null : classes.toSorted(), elements ?? null, window ?? null];
  return `${endText(from)}>${endText(to)}:${transport}/${port_from ?? ''}-${port_to ?? ''}/${protocol ?? ''}:${JSON.stringify(narrowed)}`;
}

/** Ids r1, r2 ...; a rule that lets through what one so far does keeps that one's id. */
function nameRules(texts: readonly string[], sofar: readonly Rule[]): string[] {
  const known = new Map(sofar.map((rule) => [ruleText(rule), rule.id]));
  const numbers = sofar.map(({ id }) => Number(/^r(\d+)$/.exec(id)?.[1] ?? 0));
  let last = numbers.reduce((most, number) => Math.max(most, number), 0);
  return texts.map((text) => known.get(text) ?? `r${(last += 1)}`);
}

/** The proposed rules sorted by what they say; each line learns the place of its rule. */
export function proposeRules(table: SeenTable, known: Known, drafts: readonly Draft[], sofar: readonly Rule[]): ProposedRule[] {
  const seenStates = unionOf(table.states.subarray(0, table.size));
  const readTraits = traitsReader(table, known);
  const sorted = drafts
    .map((draft) => {
      const proposed = makeRule(table, draft, readTraits(draft), seenStates);
      return { draft, proposed, text: ruleText(proposed.rule) };
    })
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  const ids = nameRules(
    sorted.map(({ text }) => text),
    sofar,
  );
  return sorted.map(({ draft, proposed }, at) => {
    for (const line of draft.lines) line.rule = at;
    proposed.rule.id = ids[at]!;
    return proposed;
  });
}

const unionOf = (masks: Iterable<number>): number => {
  let union = 0;
  for (const mask of masks) union |= mask;
  return union;
};

function makeRule(table: SeenTable, { from, to, service, extent, lines }: Draft, traits: Traits, seenStates: number): ProposedRule {
  const { transport, port_from, port_to, protocol, fold } = service;
  const { serves, marks, advice, safety } = traits;
  const mayBe = advice !== 'leave_out' && (safety !== null || serves === 'cyclic_control' || serves === 'supervision');
  const essential = mayBe ? essentialOf(serves, safety, protocol, shareOf(table, lines)) : null;
  let states = 0;
  for (const line of lines) eachRow(line, (row) => (states |= table.states[row]!));
  const named = statesOf(states);
  const rule: Rule = {
    id: '',
    from,
    to,
    transport,
    port_from,
    port_to,
    protocol,
    classes: classesOf(extent.classes),
    purpose: '',
    elements: extent.elements,
    window: extent.window,
    is_essential: essential !== null,
    safety: null,
    learnt_from: learntFrom(table, lines),
  };
  const only_in = named.length === 1 && statesOf(seenStates).length > 1 ? named[0]! : null;
  return { rule, serves, marks, advice, essential, safety, fold, states: named, only_in };
}

function learntFrom(table: SeenTable, lines: readonly Line[]): LearntFrom {
  let [flows, conversations, first, last] = [0, 0, Infinity, -Infinity];
  for (const line of lines)
    eachRow(line, (row) => {
      flows += 1;
      conversations += table.conversations[row]!;
      first = Math.min(first, table.first[row]!);
      last = Math.max(last, table.last[row]!);
    });
  return { flows, conversations, first_seen: new Date(first).toISOString(), last_seen: new Date(last).toISOString() };
}

function countBits(week: Uint32Array, of: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < WEEK_WORDS; at++) for (let bits = week[at]! & of[at]!; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}

/** In which part of the hours of production, or of all hours anything was seen, the busiest line was seen; 0 to 1. */
function shareOf(table: SeenTable, lines: readonly Line[]): number {
  const hours = countBits(table.productionWeek, table.productionWeek) > 0 ? table.productionWeek : table.week;
  const all = countBits(hours, hours);
  let best = 0;
  const week = new Uint32Array(WEEK_WORDS);
  for (const line of lines) {
    week.fill(0);
    eachRow(line, (row) => {
      for (let at = 0; at < WEEK_WORDS; at++) week[at]! |= table.weeks[row * WEEK_WORDS + at]!;
    });
    best = Math.max(best, countBits(week, hours));
  }
  return all === 0 ? 0 : best / all;
}

function essentialOf(serves: Service, safety: SafetyCandidate | null, protocol: string | null, share: number): EssentialReason | null {
  const percent = Math.round(share * 100);
  if (safety !== null) return { code: safety.safety === 'interlock' ? 'interlock' : 'safety', share: percent };
  if (serves === 'cyclic_control' && (cyclicProtocols.has(protocol ?? '') || share >= CYCLE_SHARE))
    return { code: 'cyclic_control', share: percent };
  return serves === 'supervision' && share >= SUPERVISION_SHARE ? { code: 'supervision', share: percent } : null;
}
