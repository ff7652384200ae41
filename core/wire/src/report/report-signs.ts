// From signs and claims of addresses to the report's signs.
import { formatAddress } from '../addresses.ts';
import type { Findings } from '../findings.ts';
import type { Sighting } from '../inventory/sightings.ts';
import type { ReportSign } from '../report.ts';
import type { Sign } from '../signs.ts';
import type { AddressTable } from '../tables/address-table.ts';
import { protocolNames, signKinds } from '../words.ts';
import { formatMicros } from './times.ts';

/** So many contested addresses are told. */
const MOST_CONTESTED = 1000;

type Dated = { since: number; sign: ReportSign };

/** Signs in the order they were first seen. `fileNames` by the order the files were opened. */
export function reportSigns(found: Findings, fileNames: readonly string[]): ReportSign[] {
  const said = found.signs.all().map((sign): Dated => ({ since: sign.since, sign: describeSign(sign, found.addresses, fileNames) }));
  return [...said, ...contested(found, fileNames)].toSorted((a, b) => a.since - b.since).map(({ sign }) => sign);
}

const describeSign = (sign: Sign, addresses: AddressTable, fileNames: readonly string[]): ReportSign => ({
  kind: signKinds[sign.kind]!,
  first: formatMicros(sign.micros),
  last: formatMicros(sign.last),
  file: fileNames[sign.file] ?? '',
  frame: sign.frame,
  client: formatAddress(addresses, sign.client),
  server: formatAddress(addresses, sign.server),
  protocol: protocolNames[sign.protocol]!,
  detail: sign.detail,
  count: sign.count,
});

/**
 * An address that several MACs claimed by ARP: `duplicate_address` when the earlier went on claiming it, `mac_changed` when it fell silent.
 * `client` is the later MAC, `server` the address, `detail` the earlier MAC.
 */
function* contested({ addresses, sightings }: Findings, fileNames: readonly string[]): Generator<Dated> {
  const claims = new Map<number, Sighting[]>();
  for (const pair of sightings.pairs()) {
    if (!pair.claimedByArp || pair.ip === 0 || pair.mac === 0) continue;
    claims.set(pair.ip, [...(claims.get(pair.ip) ?? []), pair]);
  }
  let told = 0;
  for (const pairs of claims.values()) {
    const inOrder = pairs.toSorted((a, b) => a.claimed - b.claimed);
    for (let at = 1; at < inOrder.length && told < MOST_CONTESTED; at++, told++) {
      const [before, after] = [inOrder[at - 1]!, inOrder[at]!];
      const sign: ReportSign = {
        kind: before.claimedLast > after.claimed ? 'duplicate_address' : 'mac_changed',
        first: formatMicros(after.claimed),
        last: formatMicros(Math.max(before.claimedLast, after.claimedLast)),
        file: fileNames[after.file] ?? '',
        frame: after.frame,
        client: formatAddress(addresses, after.mac),
        server: formatAddress(addresses, after.ip),
        protocol: 'arp',
        detail: formatAddress(addresses, before.mac),
        count: 1,
      };
      yield { since: after.since, sign };
    }
  }
}
