// What a proposed rule serves, what looks wrong about it, and what follows from that.
import { type Extent, type Known, knownFlow, type Line, type LineService } from './learn-lines.ts';
import type { Advice, Mark, MarkCode, SafetyCandidate, Service } from './learn-words.ts';
import { detectSafety, type KnownFlow, markFlow, serviceOf } from './read-flow.ts';
import type { SeenTable } from './seen-table.ts';
import { operatorKinds } from './services.data.ts';

export type Traits = { serves: Service; marks: Mark[]; advice: Advice; safety: SafetyCandidate | null };
export type Described = { service: LineService; extent: Extent; lines: readonly Line[] };

/** Reads the traits of rules; those of single lines of the same kinds, service and extent once. */
export function traitsReader(table: SeenTable, known: Known): (of: Described) => Traits {
  const { kind_numbers } = known;
  const read = new Map<string, Traits>();
  const traitsOf = (of: Described): Traits => {
    const flows = distinctFlows(table, known, of);
    const [first] = flows as [KnownFlow];
    const marks = mergeMarks(flows.flatMap(markFlow));
    return { serves: serviceOf(first), marks, advice: adviceOf(marks), safety: detectSafety(first) };
  };
  return (of) => {
    const [line] = of.lines as [Line];
    if (of.lines.length > 1 || namesSafetyClass(of.extent)) return traitsOf(of);
    const { client, server, service, extent } = line;
    const key = `${kind_numbers[client]} ${kind_numbers[server]} ${table.sides[client]} ${service} ${extent}`;
    let traits = read.get(key);
    if (traits === undefined) read.set(key, (traits = traitsOf(of)));
    return traits;
  };
}

const namesSafetyClass = ({ nature }: Extent): boolean => nature.includes('safety_object');

/** What the lines of a rule are, once for each pair of kinds and each safety class they name, in a fixed order. */
function distinctFlows(table: SeenTable, known: Known, { service, extent, lines }: Described): KnownFlow[] {
  const flowOf = ({ row }: Line): KnownFlow => knownFlow(table, row, known, service, extent.classes);
  if (lines.length === 1) return [flowOf(lines[0]!)];
  const byElements = namesSafetyClass(extent);
  const found = new Map<number, KnownFlow>();
  for (const line of lines) {
    const key = byElements ? -1 - line.row : known.kind_numbers[line.client]! * 4096 + known.kind_numbers[line.server]!;
    if (!found.has(key)) found.set(key, flowOf(line));
  }
  const textOf = ({ from, to, elements }: KnownFlow): string => `${from.kind} ${to.kind} ${JSON.stringify(elements)}`;
  return [...found.values()].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
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
    params: Object.fromEntries(
      [...values].map(([name, all]) => [name, all.size === 1 ? [...all][0]! : [...all].map(String).sort().join(',')]),
    ),
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
