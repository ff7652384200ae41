// What is unlike before: elements outside those a flow was learnt with, commands in an order or at a rate never seen, devices that fell silent.
import { compareElements, type FlowElement } from '@holdfast/core-wire';

const hourMs = 3_600_000;
/** What a flow did in its first day is what it was learnt with; before that, nothing is unusual. */
export const learntMs = 24 * hourMs;

export type ElementSpan = { elements: readonly FlowElement[]; first_ms: number };

const covers = (known: FlowElement, it: FlowElement): boolean => {
  if (known.protocol !== 'modbus' || it.protocol !== 'modbus') return compareElements(known, it) === 0;
  return known.unit === it.unit && known.table === it.table && known.class === it.class && known.from <= it.from && it.to <= known.to;
};

/**
 * Elements that were changed (written, programmed, configured) and never were while the flow was learnt; `since` is when the first of them was
 * touched. Null when there are none, or while the flow is still being learnt.
 */
export function elementsOutside(spans: readonly ElementSpan[]): { elements: FlowElement[]; since_ms: number } | null {
  const begun = Math.min(...spans.map((it) => it.first_ms));
  const known = spans.filter((it) => it.first_ms < begun + learntMs).flatMap((it) => it.elements);
  const later = spans.filter((it) => it.first_ms >= begun + learntMs).toSorted((a, b) => a.first_ms - b.first_ms);
  const outside = later.flatMap(({ elements, first_ms }) =>
    elements.filter((it) => changing.has(it.class) && !known.some((each) => covers(each, it))).map((element) => ({ element, first_ms })),
  );
  return outside.length === 0 ? null : { elements: outside.map((it) => it.element), since_ms: outside[0]!.first_ms };
}

const changing = new Set(['write', 'program', 'start', 'stop', 'configure']);

/** A part of a device as people write it: `DB 30`, `holding register 240-243 (unit 1)`, `class 0x6b`. */
export function wordElement(it: FlowElement): string {
  if (it.protocol === 'cip') return `class 0x${it.class_id.toString(16)}`;
  if (it.protocol === 's7comm') return `${it.area.replace('block:', '').toUpperCase()}${it.number === null ? '' : ` ${it.number}`}`;
  return `${it.table.replaceAll('_', ' ')} ${it.from === it.to ? it.from : `${it.from}-${it.to}`} (unit ${it.unit})`;
}

/** One run of the same changing command on one flow; times in ms. */
export type Command = { operation: string; at_ms: number };
export type Unusual = { code: 'rate' | 'order'; usual: string; seen: string; at_ms: number };

/** So many commands in an hour are a rate, fewer are chance. */
const fewestForRate = 20;
const timesUsual = 3;
/** An order is known when it was seen on so many commands of earlier days. */
const fewestForOrder = 6;

/**
 * The latest hour with commands against all days before: more than three times the busiest hour ever, or one known command right after
 * another where that never happened. Null while there is no earlier day to compare with, and where a command itself is new (that is told as such).
 */
export function unusualCommands(commands: readonly Command[]): Unusual | null {
  const last = commands.at(-1);
  if (last === undefined) return null;
  const hour = Math.floor(last.at_ms / hourMs);
  const now = commands.filter((it) => Math.floor(it.at_ms / hourMs) === hour);
  const before = commands.filter((it) => it.at_ms < now[0]!.at_ms - learntMs / 2);
  if (before.length < fewestForOrder) return null;
  return unusualRate(before, now) ?? unusualOrder(withoutRepeats(before), withoutRepeats(now));
}

/** The same command again and again is one step. */
const withoutRepeats = (commands: readonly Command[]): Command[] =>
  commands.filter((it, at) => commands[at - 1]?.operation !== it.operation);

function unusualRate(before: readonly Command[], now: readonly Command[]): Unusual | null {
  const perHour = new Map<number, number>();
  for (const { at_ms } of before) perHour.set(Math.floor(at_ms / hourMs), (perHour.get(Math.floor(at_ms / hourMs)) ?? 0) + 1);
  const most = Math.max(...perHour.values());
  if (now.length < fewestForRate || now.length <= timesUsual * most) return null;
  return { code: 'rate', usual: String(most), seen: String(now.length), at_ms: now.at(-1)!.at_ms };
}

function unusualOrder(before: readonly Command[], now: readonly Command[]): Unusual | null {
  const steps = new Set(before.slice(1).map((it, at) => `${before[at]!.operation}\n${it.operation}`));
  const known = new Set(before.map((it) => it.operation));
  for (const [at, it] of now.slice(1).entries()) {
    const from = now[at]!;
    if (!known.has(from.operation) || !known.has(it.operation) || steps.has(`${from.operation}\n${it.operation}`)) continue;
    const usual = before.find((_, n) => n > 0 && before[n - 1]!.operation === from.operation)?.operation ?? '–';
    return { code: 'order', usual: `${from.operation} → ${usual}`, seen: `${from.operation} → ${it.operation}`, at_ms: it.at_ms };
  }
  return null;
}
