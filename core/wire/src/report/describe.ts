// Keys and names of operations, by protocol id.
import type { Dissector } from '../dissector.ts';
import { idOf, protocolNames, type ProtocolName } from '../words.ts';

const icmpNames: Record<number, string> = {
  0: 'Echo Reply',
  3: 'Destination Unreachable',
  5: 'Redirect',
  8: 'Echo Request',
  11: 'Time Exceeded',
};
const icmpv6Names: Record<number, string> = {
  1: 'Destination Unreachable',
  128: 'Echo Request',
  129: 'Echo Reply',
  133: 'Router Solicitation',
  134: 'Router Advertisement',
  135: 'Neighbor Solicitation',
  136: 'Neighbor Advertisement',
  143: 'Multicast Listener Report',
};
const engineNames: Partial<Record<ProtocolName, Record<number, string>>> = { icmp: icmpNames, icmpv6: icmpv6Names };

export type Describe = (protocol: number, code: number) => { key: string; name: string };

/** Answers from the dissector of the protocol, or from the one that carries it; remembers answers. */
export function describeWith(dissectors: readonly Dissector[]): Describe {
  const byProtocol = new Map<number, Dissector>();
  for (const dissector of dissectors) {
    for (const carried of dissector.carries ?? []) byProtocol.set(idOf(carried.name), carried);
  }
  for (const dissector of dissectors) byProtocol.set(idOf(dissector.name), dissector);
  const known = new Map<number, { key: string; name: string }>();
  return (protocol, code) => {
    const place = protocol * 0x20000 + code;
    let answer = known.get(place);
    if (answer === undefined) {
      answer = byProtocol.get(protocol)?.describe(code) ?? describeEngineCode(protocol, code);
      known.set(place, answer);
    }
    return answer;
  };
}

function describeEngineCode(protocol: number, code: number): { key: string; name: string } {
  const names = engineNames[protocolNames[protocol] ?? 'unknown'];
  return { key: String(code), name: names?.[code] ?? `Type ${code}` };
}
