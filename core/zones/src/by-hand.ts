// Short words for inventories written by hand in the tests of core/zones.
import type { OperationClass, ZoneAsset, ZoneFlow, ZoneProposal } from './index.ts';
import { proposeZones } from './index.ts';

type AssetPart = Partial<ZoneAsset> & { id: string };

let macNumber = 0;
export const asset = (part: AssetPart): ZoneAsset => ({
  ips: [],
  macs: [`02:00:00:00:00:${(++macNumber % 256).toString(16).padStart(2, '0')}:${macNumber}`],
  vlans: [],
  kind: 'unknown',
  purdue_level: null,
  names: [],
  vendor: null,
  ...part,
});
export const at = (ip: string, kind: string, part: Partial<ZoneAsset> = {}): ZoneAsset => asset({ id: ip, ips: [ip], kind, ...part });

let flowNumber = 0;
export const flow = (client_id: string, server_id: string, classes: OperationClass[] = ['read'], transport = 'tcp'): ZoneFlow => ({
  id: `f${++flowNumber}`,
  client_id,
  server_id,
  transport,
  server_port: transport === 'ethernet' ? null : 102,
  protocol: transport === 'ethernet' ? 'profinet-rt' : 's7comm',
  classes,
});

export const zoneOf = (zones: readonly ZoneProposal[], id: string): ZoneProposal => {
  const found = zones.filter((zone) => zone.member_ids.includes(id));
  const [zone] = found;
  if (zone === undefined || found.length > 1) throw new Error(`${id} is in ${found.length} zones`);
  return zone;
};
export const codesOf = (zone: ZoneProposal): string[] => zone.why.map(({ code }) => code);
export const reasonOf = (zone: ZoneProposal, code: string): Record<string, string | number> | undefined =>
  zone.why.find((reason) => reason.code === code)?.params;

export const keysOf = (assets: ZoneAsset[], flows: ZoneFlow[] = []): string[] => proposeZones(assets, flows).map(({ key }) => key);
export const many = (kind: string, first: number, count: number, part: Partial<ZoneAsset> = {}): ZoneAsset[] =>
  Array.from({ length: count }, (_, i) => at(`10.0.0.${first + i}`, kind, part));
