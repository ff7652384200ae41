// Protocol elements as values: put together, ranges that touch joined, bounded.
import { areaOf, classOfElement, familyOf, fromOf, MODBUS_ELEMENT, CIP_ELEMENT, toOf, unitOf } from './element-words.ts';
import { nameS7Area } from './protocols/s7comm-elements.ts';
import type { FlowElement } from './report.ts';
import { modbusTables, operationClasses } from './words.ts';

/** So many elements are kept of a flow, and of what it did in an hour. */
export const MOST_ELEMENTS = 64;

type ModbusElement = Extract<FlowElement, { protocol: 'modbus' }>;

/**
 * Elements of several lists as one: each once, Modbus ranges of one unit, table and class joined where they overlap or touch, in a fixed
 * order. Past `limit` the last in that order are left out; `folded` counts those.
 */
export function mergeElements(
  lists: readonly (readonly FlowElement[])[],
  limit: number = MOST_ELEMENTS,
): { elements: FlowElement[]; folded: number } {
  const sorted = lists.flat().toSorted(compareElements);
  const merged: FlowElement[] = [];
  for (const element of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && joins(last, element)) last.to = Math.max(last.to, (element as ModbusElement).to);
    else if (last === undefined || compareElements(last, element) !== 0) merged.push({ ...element });
  }
  const elements = merged.slice(0, limit);
  return { elements, folded: merged.length - elements.length };
}

function joins(last: FlowElement, next: FlowElement): last is ModbusElement {
  if (last.protocol !== 'modbus' || next.protocol !== 'modbus') return false;
  return last.unit === next.unit && last.table === next.table && last.class === next.class && next.from <= last.to + 1;
}

/** The order of elements: protocol, unit or area, class of operation, place. */
export function compareElements(a: FlowElement, b: FlowElement): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  for (let at = 0; at < left.length; at++) {
    if (left[at]! < right[at]!) return -1;
    if (left[at]! > right[at]!) return 1;
  }
  return 0;
}

function orderOf(it: FlowElement): [string, number, string, string, number, number] {
  if (it.protocol === 'modbus') return [it.protocol, it.unit, it.table, it.class, it.from, it.to];
  if (it.protocol === 'cip') return [it.protocol, it.class_id, '', it.class, 0, 0];
  return [it.protocol, 0, it.area, it.class, it.number ?? -1, 0];
}

/** What two numbers of `element-words.ts` say. */
export function describeElement(element: number, value: number): FlowElement {
  const of = operationClasses[classOfElement(element)]!;
  const family = familyOf(element);
  if (family === CIP_ELEMENT) return { protocol: 'cip', class_id: value >>> 0, class: of };
  if (family !== MODBUS_ELEMENT)
    return { protocol: 's7comm', area: nameS7Area(areaOf(element)), number: value < 0 ? null : value, class: of };
  const range = { from: fromOf(value), to: toOf(value) };
  return { protocol: 'modbus', unit: unitOf(element), table: modbusTables[areaOf(element)]!, ...range, class: of };
}
