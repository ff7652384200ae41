// Protocol elements (registers, CIP classes, S7 blocks): put together, and held against what a rule allows.
import type { OperationClass, ProtocolElement } from './words.ts';

type ModbusElement = Extract<ProtocolElement, { protocol: 'modbus' }>;

/** The fields that make an element, without what else a caller's object carries. */
function bareElement(it: ProtocolElement): ProtocolElement {
  if (it.protocol === 'modbus') return { protocol: it.protocol, unit: it.unit, table: it.table, from: it.from, to: it.to };
  if (it.protocol === 'cip') return { protocol: it.protocol, class_id: it.class_id };
  return { protocol: it.protocol, area: it.area, number: it.number };
}

function orderOf(it: ProtocolElement): [string, number, string, number, number] {
  if (it.protocol === 'modbus') return [it.protocol, it.unit, it.table, it.from, it.to];
  if (it.protocol === 'cip') return [it.protocol, it.class_id, '', 0, 0];
  return [it.protocol, 0, it.area, it.number ?? -1, 0];
}

/** Orders elements by protocol, unit or area, place. */
export function compareElements(a: ProtocolElement, b: ProtocolElement): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  for (let at = 0; at < left.length; at++) {
    if (left[at]! < right[at]!) return -1;
    if (left[at]! > right[at]!) return 1;
  }
  return 0;
}

const joins = (last: ProtocolElement, next: ProtocolElement): last is ModbusElement =>
  last.protocol === 'modbus' &&
  next.protocol === 'modbus' &&
  last.unit === next.unit &&
  last.table === next.table &&
  next.from <= last.to + 1;

/** Each element once, in a fixed order; Modbus ranges that touch or overlap are one, an S7 area without number holds its numbers. */
export function mergeElements(elements: readonly ProtocolElement[]): ProtocolElement[] {
  const merged: ProtocolElement[] = [];
  for (const element of elements.map(bareElement).sort(compareElements)) {
    const last = merged.at(-1);
    if (last !== undefined && joins(last, element)) last.to = Math.max(last.to, (element as ModbusElement).to);
    else if (last === undefined || !allowsElement([last], element)) merged.push(element);
  }
  return merged;
}

function allowsRange(allowed: readonly ProtocolElement[], { unit, table, from, to }: ModbusElement): boolean {
  for (let at = from; at <= to;) {
    const holds = allowed.find((it) => it.protocol === 'modbus' && it.unit === unit && it.table === table && it.from <= at && at <= it.to);
    if (holds === undefined) return false;
    at = (holds as ModbusElement).to + 1;
  }
  return true;
}

/** True when the allowed elements together hold this one; an S7 area without a number holds every number of it. */
export function allowsElement(allowed: readonly ProtocolElement[], element: ProtocolElement): boolean {
  if (element.protocol === 'modbus') return allowsRange(allowed, element);
  if (element.protocol === 'cip') return allowed.some((it) => it.protocol === 'cip' && it.class_id === element.class_id);
  const { area, number } = element;
  return allowed.some((it) => it.protocol === 's7comm' && it.area === area && (it.number === null || it.number === number));
}

/** Those of the elements that are not allowed, merged. */
export function missingElements(elements: readonly ProtocolElement[], allowed: readonly ProtocolElement[]): ProtocolElement[] {
  return mergeElements(elements.filter((element) => !allowsElement(allowed, element)));
}

/** Opening a connection, asking who somebody is and reading diagnostics name no element. */
const withoutElements: readonly OperationClass[] = ['session', 'identify', 'diagnose'];

/** True when a flow with these operations must have named an element, or none of them is known. */
export function namesElements(classes: readonly OperationClass[]): boolean {
  return classes.length === 0 || classes.some((name) => !withoutElements.includes(name));
}
