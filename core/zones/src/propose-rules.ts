// Rules of a proposal: what each says, what it serves, what looks wrong about it, whether the process can live without it.
import { type Extent, type Known, knownFlow, type Line, type LineService, weekOf } from './learn-lines.ts';
import type { Advice, EssentialReason, Mark, MarkCode, ProposedRule, SafetyCandidate, Service } from './learn-words.ts';
import { detectSafety, type KnownFlow, markFlow, serviceOf } from './read-flow.ts';
import { classesOf, type SeenTable, statesOf } from './seen-table.ts';
import { cyclicProtocols, operatorKinds } from './services.data.ts';
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
function nameRules(rules: readonly Rule[], sofar: readonly Rule[]): string[] {
  const known = new Map(sofar.map((rule) => [ruleText(rule), rule.id]));
  const numbers = sofar.map(({ id }) => Number(/^r(\d+)$/.exec(id)?.[1] ?? 0));
  let last = numbers.reduce((most, number) => Math.max(most, number), 0);
  return rules.map((rule) => known.get(ruleText(rule)) ?? `r${(last += 1)}`);
}

/** The proposed rules sorted by what they say, and the id of the rule each line went into. */
export function proposeRules(
  table: SeenTable,
  known: Known,
  drafts: readonly Draft[],
  sofar: readonly Rule[],
): { rules: ProposedRule[]; rule_of: Map<Line, string> } {
  const seenStates = unionOf(table.states.subarray(0, table.size));
  const made = drafts.map((draft) => ({ draft, proposed: makeRule(table, known, draft, seenStates) }));
  const sorted = made.map((it) => ({ ...it, text: ruleText(it.proposed.rule) })).sort((a, b) => (a.text < b.text ? -1 : 1));
  const ids = nameRules(
    sorted.map(({ proposed }) => proposed.rule),
    sofar,
  );
  const rule_of = new Map<Line, string>();
  const rules = sorted.map(({ draft, proposed }, at) => {
    const id = ids[at]!;
    for (const line of draft.lines) rule_of.set(line, id);
    return { ...proposed, rule: { ...proposed.rule, id } };
  });
  return { rules, rule_of };
}

const unionOf = (masks: Iterable<number>): number => {
  let union = 0;
  for (const mask of masks) union |= mask;
  return union;
};

function makeRule(table: SeenTable, known: Known, { from, to, service, extent, lines }: Draft, seenStates: number): ProposedRule {
  const flows = distinctFlows(table, known, service, extent, lines);
  const [first] = flows as [KnownFlow];
  const { transport, port_from, port_to, protocol, fold } = service;
  const marks = mergeMarks(flows.flatMap(markFlow));
  const advice = adviceOf(marks);
  const [serves, safety] = [serviceOf(first), detectSafety(first)];
  const essential = advice === 'leave_out' ? null : essentialOf(serves, safety, first, shareOf(table, lines));
  const named = statesOf(lines.reduce((mask, { rows }) => rows.reduce((part, row) => part | table.states[row]!, mask), 0));
  const rule: Rule = {
    ...{ id: '', from, to, transport, port_from, port_to, protocol },
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

/** What the lines of a rule are, once for each pair of kinds and each safety class they name, in a fixed order. */
function distinctFlows(table: SeenTable, known: Known, service: LineService, extent: Extent, lines: readonly Line[]): KnownFlow[] {
  const kindOf = (asset: number): string => known.assets.get(table.assets[asset]!)?.kind ?? 'unknown';
  const found = new Map<string, KnownFlow>();
  for (const { client, server, rows } of lines) {
    const [row] = rows as [number];
    const key = `${kindOf(client)} ${kindOf(server)} ${table.elements.has(row) && extent.nature.includes('safety_object') ? row : ''}`;
    if (!found.has(key)) found.set(key, knownFlow(table, row, known, service, extent.classes));
  }
  const textOf = ({ from, to, elements }: KnownFlow): string => `${from.kind} ${to.kind} ${JSON.stringify(elements)}`;
  return [...found.values()].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function learntFrom(table: SeenTable, lines: readonly Line[]): LearntFrom {
  let [flows, conversations, first, last] = [0, 0, Infinity, -Infinity];
  for (const { rows } of lines)
    for (const row of rows) {
      flows += 1;
      conversations += table.conversations[row]!;
      first = Math.min(first, table.first[row]!);
      last = Math.max(last, table.last[row]!);
    }
  return { flows, conversations, first_seen: new Date(first).toISOString(), last_seen: new Date(last).toISOString() };
}

/** Each code once; where a parameter differs, all its values. */
function mergeMarks(marks: readonly Mark[]): Mark[] {
  const merged = new Map<MarkCode, Map<string, Set<string | number>>>();
  for (const { code, params } of marks) {
    const values = merged.get(code) ?? new Map<string, Set<string | number>>();
    merged.set(code, values);
    for (const [name, value] of Object.entries(params)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return [...merged].map(([code, values]) => ({
    code,
    params: Object.fromEntries([...values].map(([name, all]) => [name, all.size === 1 ? [...all][0]! : [...all].sort().join(',')])),
  }));
}

const leftOut: readonly MarkCode[] = ['it_service_to_ot', 'direct_internet', 'remote_access_past_dmz'];

/** An operator's panel that starts or configures is looked at; any other stranger to programming stays out. */
function adviceOf(marks: readonly Mark[]): Advice {
  const stays = marks.some(
    ({ code, params }) =>
      leftOut.includes(code) ||
      (code === 'write_from_non_engineering' && !`${params['kind']}`.split(',').every((kind) => operatorKinds.has(kind))),
  );
  if (stays) return 'leave_out';
  return marks.length > 0 ? 'look' : 'allow';
}

function countBits(week: Uint32Array, of: Uint32Array): number {
  let count = 0;
  week.forEach((word, at) => {
    for (let bits = word & of[at]!; bits !== 0; bits &= bits - 1) count += 1;
  });
  return count;
}

/** In which part of the hours of production, or of all hours anything was seen, the busiest line was seen; 0 to 1. */
function shareOf(table: SeenTable, lines: readonly Line[]): number {
  const hours = countBits(table.productionWeek, table.productionWeek) > 0 ? table.productionWeek : table.week;
  const all = countBits(hours, hours);
  let best = 0;
  for (const { rows } of lines) best = Math.max(best, countBits(weekOf(table, rows), hours));
  return all === 0 ? 0 : best / all;
}

function essentialOf(serves: Service, safety: SafetyCandidate | null, { protocol }: KnownFlow, share: number): EssentialReason | null {
  const percent = Math.round(share * 100);
  if (safety !== null) return { code: safety.safety === 'interlock' ? 'interlock' : 'safety', share: percent };
  if (serves === 'cyclic_control' && (cyclicProtocols.has(protocol) || share >= CYCLE_SHARE))
    return { code: 'cyclic_control', share: percent };
  return serves === 'supervision' && share >= SUPERVISION_SHARE ? { code: 'supervision', share: percent } : null;
}
