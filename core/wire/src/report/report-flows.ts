// From the flow and operation tables to the report's flows and protocol counts.
import { formatAddress } from '../addresses.ts';
import type { Dispatch } from '../dispatch.ts';
import type { Findings } from '../findings.ts';
import { ETHERNET } from '../flows.ts';
import type { FlowConversation, FlowOperation, ReportFlow, ReportProtocol } from '../report.ts';
import { FOLDED } from '../tables/flow-table.ts';
import { UNDECODED } from '../tables/operation-table.ts';
import { operationClasses, protocolNames, type ProtocolName } from '../words.ts';
import type { Describe } from './describe.ts';
import { finishConversations, hoursByFlow } from './report-hours.ts';
import { formatMicros } from './times.ts';

type CountedOperation = { protocol: number; code: number; operationClass: number; count: number; errors: number };

const transports: Record<number, ReportFlow['transport']> = {
  1: 'icmp',
  2: 'igmp',
  6: 'tcp',
  17: 'udp',
  58: 'icmpv6',
  [ETHERNET]: 'ethernet',
};

/** Flows sorted by their first packet, and the totals of every protocol. */
export function reportFlows(engine: Findings, describe: Describe): { flows: ReportFlow[]; protocols: Record<string, ReportProtocol> } {
  const byFlow: CountedOperation[][] = [];
  const protocols: Record<string, ReportProtocol> = {};
  engine.operations.forEach((flow, protocol, code, operationClass, count, errors) => {
    countProtocol(protocols, describe, protocol, code, count, errors);
    if (flow !== FOLDED && code !== UNDECODED) (byFlow[flow] ??= []).push({ protocol, code, operationClass, count, errors });
    else if (flow !== FOLDED) (byFlow[flow] ??= []).push({ protocol, code: -1, operationClass, count, errors });
  });
  const flows = new Map<string, ReportFlow>();
  const { flows: table } = engine.flows;
  const hours = hoursByFlow(engine.hours);
  for (let flow = 1; flow <= table.count; flow++) addFlow(flows, engine, flow, byFlow[flow] ?? [], hours[flow] ?? [], describe);
  const list = joinSilent([...flows.values()], flows);
  for (const flow of list) finishConversations(flow);
  list.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return { flows: list, protocols };
}

function countProtocol(
  protocols: Record<string, ReportProtocol>,
  describe: Describe,
  protocol: number,
  code: number,
  count: number,
  errors: number,
) {
  const total = (protocols[protocolNames[protocol]!] ??= { messages: 0, undecoded: 0, errors: 0, operations: {} });
  total.messages += count;
  total.errors += errors;
  if (code === UNDECODED) total.undecoded += count;
  else {
    const { key } = describe(protocol, code);
    total.operations[key] = (total.operations[key] ?? 0) + count;
  }
}

function addFlow(
  flows: Map<string, ReportFlow>,
  engine: Findings,
  number: number,
  operations: CountedOperation[],
  conversations: FlowConversation[],
  describe: Describe,
): void {
  const table = engine.flows.flows;
  const transport = transports[table.transport(number)] ?? 'ip';
  const dissector = table.dissector(number);
  const protocol = dissector > 0 ? nameFlow(engine.dispatch, dissector, operations) : unnamed(transport);
  const hasPort = transport === 'tcp' || transport === 'udp';
  const flow: ReportFlow = {
    client: formatAddress(engine.addresses, table.client(number)),
    server: formatAddress(engine.addresses, table.server(number)),
    transport,
    server_port: hasPort ? table.port(number) : null,
    protocol,
    packets: table.packets(number),
    bytes: table.bytes(number),
    first: formatMicros(table.first(number)),
    last: formatMicros(table.last(number)),
    vlan: table.vlan(number) < 0 ? null : table.vlan(number),
    operations: operations.filter((operation) => operation.code >= 0).map((operation) => reportOperation(operation, describe)),
    elements: [],
    elements_folded: 0,
    conversations,
  };
  const key = keyOf(flow, protocol);
  const same = flows.get(key);
  if (same === undefined) flows.set(key, flow);
  else joinFlow(same, flow);
}

function reportOperation(operation: CountedOperation, describe: Describe): FlowOperation {
  const { key, name } = describe(operation.protocol, operation.code);
  return {
    protocol: protocolNames[operation.protocol]!,
    code: operation.code,
    key,
    name,
    class: operationClasses[operation.operationClass]!,
    count: operation.count,
    errors: operation.errors,
  };
}

/** A flow is called by its dissector's protocol; where that is an envelope or did not speak, by what it carried most. */
function nameFlow(dispatch: Dispatch, dissector: number, operations: readonly CountedOperation[]): ProtocolName {
  const own = dispatch.protocols[dissector - 1]!;
  const counts = new Map<number, number>();
  for (const { protocol, count } of operations) counts.set(protocol, (counts.get(protocol) ?? 0) + count);
  if (counts.has(own) && (counts.size === 1 || dispatch.dissector(dissector).envelope !== true)) return protocolNames[own]!;
  counts.delete(own);
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  return protocolNames[most?.[0] ?? own]!;
}

function unnamed(transport: ReportFlow['transport']): ProtocolName {
  if (transport === 'ethernet' || transport === 'ip') return 'unknown';
  return transport;
}

function keyOf(flow: ReportFlow, protocol: string): string {
  return `${flow.client} ${flow.server} ${flow.transport} ${flow.server_port} ${protocol}`;
}

/** Connections that carried nothing the protocol could be told from (refused, reset) belong to the one protocol known at that port. */
function joinSilent(list: ReportFlow[], flows: Map<string, ReportFlow>): ReportFlow[] {
  const named = new Map<string, ReportFlow[]>();
  for (const flow of list) {
    if (flow.protocol === flow.transport) continue;
    const key = keyOf(flow, '');
    named.set(key, [...(named.get(key) ?? []), flow]);
  }
  for (const flow of list) {
    const same = flow.protocol === flow.transport && flow.transport === 'tcp' ? named.get(keyOf(flow, '')) : undefined;
    if (same?.length !== 1) continue;
    joinFlow(same[0]!, flow);
    flows.delete(keyOf(flow, flow.protocol));
  }
  return [...flows.values()];
}

function joinFlow(into: ReportFlow, from: ReportFlow): void {
  into.packets += from.packets;
  into.bytes += from.bytes;
  if (from.first < into.first) into.first = from.first;
  if (from.last > into.last) into.last = from.last;
  into.vlan ??= from.vlan;
  into.conversations.push(...from.conversations);
  for (const operation of from.operations) {
    const same = into.operations.find(
      (one) => one.protocol === operation.protocol && one.code === operation.code && one.class === operation.class,
    );
    if (same === undefined) into.operations.push(operation);
    else {
      same.count += operation.count;
      same.errors += operation.errors;
    }
  }
}
