// From the rows of hours to a flow's conversations, and all elements it named.
import { describeElement, mergeElements } from '../elements.ts';
import type { FlowConversation, ReportFlow } from '../report.ts';
import type { FlowHour, HourTable } from '../tables/hour-table.ts';
import { operationClasses, type OperationClass } from '../words.ts';
import { formatMicros } from './times.ts';

const HOUR_MICROS = 3.6e9;

/** Conversations by the number of their flow. */
export function hoursByFlow(hours: HourTable): FlowConversation[][] {
  const byFlow: FlowConversation[][] = [];
  hours.forEach((hour, elements, folded) => {
    const merged = mergeElements([elements.map(([element, value]) => describeElement(element, value))]);
    const named = { elements: merged.elements, elements_folded: merged.folded + folded };
    (byFlow[hour.flow] ??= []).push({ ...describeHour(hour), ...named });
  });
  return byFlow;
}

function describeHour({ hour, first, last, connections, opened, packets, bytes, classes, errors }: FlowHour) {
  const times = { hour: formatMicros(hour * HOUR_MICROS), first: formatMicros(first), last: formatMicros(last) };
  return { ...times, connections, opened, packets, bytes, errors, classes: classesOf(classes) };
}

const classesOf = (bits: number): OperationClass[] => operationClasses.filter((_, at) => (bits & (1 << at)) !== 0).toSorted();

/** Puts a flow's hours in order, those of the same hour together (parts of a flow that the report joins), and gathers what they named. */
export function finishConversations(flow: ReportFlow): void {
  const sorted = flow.conversations.toSorted((a, b) => (a.hour < b.hour ? -1 : a.hour > b.hour ? 1 : a.first < b.first ? -1 : 1));
  flow.conversations = [];
  for (const one of sorted) {
    const last = flow.conversations.at(-1);
    if (last?.hour === one.hour) joinHour(last, one);
    else flow.conversations.push(one);
  }
  const { elements, folded } = mergeElements(flow.conversations.map((one) => one.elements));
  flow.elements = elements;
  flow.elements_folded = flow.conversations.reduce((sum, one) => sum + one.elements_folded, folded);
}

function joinHour(into: FlowConversation, from: FlowConversation): void {
  for (const name of ['connections', 'opened', 'packets', 'bytes', 'errors'] as const) into[name] += from[name];
  if (from.first < into.first) into.first = from.first;
  if (from.last > into.last) into.last = from.last;
  into.classes = [...new Set([...into.classes, ...from.classes])].toSorted();
  const { elements, folded } = mergeElements([into.elements, from.elements]);
  into.elements = elements;
  into.elements_folded += from.elements_folded + folded;
}
