// What each device serves and speaks, out of the flows: the behaviour inference goes by.
import type { UsedProtocol } from '../infer.ts';
import type { ReportFlow } from '../report.ts';
import type { OperationClass } from '../words.ts';

type Use = { protocol: UsedProtocol['protocol']; port: number | null; classes: Set<OperationClass>; peers: Set<string> };

/** Uses of one device. */
export type Uses = { served: UsedProtocol[]; spoken: UsedProtocol[] };

/** Uses by end (an IP address or a MAC as text); `deviceOf` joins the ends of one device. */
export function collectUses(flows: readonly ReportFlow[], deviceOf: (end: string) => number | undefined, count: number): Uses[] {
  const served = Array.from({ length: count }, () => new Map<string, Use>());
  const spoken = Array.from({ length: count }, () => new Map<string, Use>());
  for (const flow of flows) {
    const server = deviceOf(flow.server);
    const client = deviceOf(flow.client);
    if (server !== undefined) note(served[server]!, flow, flow.client);
    if (client !== undefined) note(spoken[client]!, flow, flow.server);
  }
  return served.map((uses, device) => ({ served: listUses(uses), spoken: listUses(spoken[device]!) }));
}

function note(uses: Map<string, Use>, flow: ReportFlow, peer: string): void {
  const protocols = new Set([flow.protocol, ...flow.operations.map((operation) => operation.protocol)]);
  for (const protocol of protocols) {
    const key = `${protocol} ${flow.server_port}`;
    let use = uses.get(key);
    if (use === undefined) uses.set(key, (use = { protocol, port: flow.server_port, classes: new Set(), peers: new Set() }));
    use.peers.add(peer);
    for (const operation of flow.operations) if (operation.protocol === protocol) use.classes.add(operation.class);
  }
}

function listUses(uses: Map<string, Use>): UsedProtocol[] {
  return [...uses.values()].map(({ protocol, port, classes, peers }) => ({ protocol, port, classes: [...classes], peers: peers.size }));
}
