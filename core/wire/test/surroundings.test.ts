// The protocols around the controllers over the shared captures: counts as tshark found them, identities, kinds and levels.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createInspection, type ProtocolName, type Report, type ReportAsset } from '../src/index.ts';

const captures = new URL('../../../../shared/data/captures/', import.meta.url);
const needs = existsSync(captures) ? {} : { skip: 'needs ../shared/data/captures' };

type Counts = Record<string, number>;
type Captured = { file: string; facts: { prot: Counts; f: Record<string, Counts> } };
const facts = (): Captured[] => (JSON.parse(readFileSync(new URL('facts.json', captures), 'utf8')) as { captures: Captured[] }).captures;

const reports = new Map<string, Report>();
function inspect(file: string): Report {
  const known = reports.get(file);
  if (known !== undefined) return known;
  const inspection = createInspection();
  const capture = inspection.openCapture(file);
  capture.push(readFileSync(new URL(file, captures)));
  capture.end();
  const report = inspection.report();
  reports.set(file, report);
  return report;
}

/** Where one frame holds one unit, tshark's frames are our units. */
const framesAre: readonly [string, ProtocolName][] = [
  ['snmp', 'snmp'],
  ['lldp', 'lldp'],
  ['cdp', 'cdp'],
  ['stp', 'stp'],
  ['llmnr', 'llmnr'],
  ['mdns', 'mdns'],
  ['ptp', 'ptp'],
  ['dhcpv6', 'dhcpv6'],
  ['ssdp', 'ssdp'],
  ['pn_dcp', 'profinet-dcp'],
  ['goose', 'goose'],
  ['ams', 'ads'],
  ['omron', 'fins'],
  ['bvlc', 'bacnet'],
  ['tds', 'mssql'],
  ['http', 'http'],
];

test('recognises as many units as tshark sees frames, and no unit where it sees none', needs, () => {
  for (const { file, facts: seen } of facts()) {
    const { protocols } = inspect(file);
    for (const [theirs, ours] of framesAre) assert.equal(protocols[ours]?.messages ?? 0, seen.prot[theirs] ?? 0, `${ours} in ${file}`);
  }
});

type Field = { field: string; protocol: ProtocolName; key: (value: string) => string };
const fields: readonly Field[] = [
  { field: 'pn_dcp.service_id', protocol: 'profinet-dcp', key: String },
  { field: 'pn_io.opnum', protocol: 'profinet-io-cm', key: String },
  { field: 'opcua.servicenodeid.numeric', protocol: 'opcua', key: String },
  { field: 'opcua.transport.type', protocol: 'opcua', key: (value) => `transport.${value}` },
  { field: 'bacapp.confirmed_service', protocol: 'bacnet', key: (value) => `confirmed.${value}` },
  { field: 'dnp3.al.func', protocol: 'dnp3', key: (value) => String(Number(value)) },
  { field: 'iec60870_asdu.typeid', protocol: 'iec104', key: String },
  { field: 'ams.cmdid', protocol: 'ads', key: (value) => String(Number(value)) },
  { field: 'omron.command', protocol: 'fins', key: (value) => String(Number(value)) },
  { field: 'mqtt.msgtype', protocol: 'mqtt', key: String },
  { field: 'ptp.v2.messagetype', protocol: 'ptp', key: (value) => String(Number(value)) },
  { field: 'hart_ip.pt.command', protocol: 'hart-ip', key: String },
];

/** Where we differ on purpose: our count by file, field and value. */
const argued: Readonly<Record<string, number>> = {
  // One more MSG after the gap, found again at its header; tshark resumes one message later.
  'opcua/icsnpp__opcua_with-gap_with-handshake.pcap opcua.transport.type MSG': 226,
  'opcua/icsnpp__opcua_with-gap_with-handshake.pcap opcua.servicenodeid.numeric 464': 2,
  // Runs of 0x18 and 0x1a that hold a 0x68 by chance, between real APDUs: no APDU starts there.
  'iec104/iti__TestDissectIec104.pcap iec60870_asdu.typeid 24': 0,
  'iec104/iti__TestDissectIec104.pcap iec60870_asdu.typeid 26': 0,
};

test('counts the codes tshark counts', needs, () => {
  for (const { file, facts: seen } of facts()) {
    const { protocols } = inspect(file);
    for (const { field, protocol, key } of fields) {
      for (const [value, count] of Object.entries(seen.f[field] ?? {})) {
        const place = `${file} ${field} ${value}`;
        assert.equal(protocols[protocol]?.operations[key(value)] ?? 0, argued[place] ?? count, place);
      }
    }
  }
});

function assetWith(file: string, holds: (asset: ReportAsset) => boolean): ReportAsset {
  const asset = inspect(file).assets.find(holds);
  assert.ok(asset, `no such asset in ${file}`);
  return asset;
}

test('knows well-known devices by sight', needs, () => {
  const behind = assetWith('enip-cip/iti__EIP-SoftwareDownload.pcap', (asset) => asset.ips.includes('192.168.10.120'));
  assert.deepEqual([behind.kind, behind.purdue_level], ['plc', '1'], 'the 1756-L61 behind its network module');
  const programmer = assetWith('enip-cip/iti__EIP-SoftwareDownload.pcap', (asset) => asset.ips.includes('192.168.10.105'));
  assert.equal(programmer.kind, 'engineering-station');
  const cisco = assetWith('enip-cip/iti__EIP-IPAddressChangeAttempt.pcap', (asset) => asset.names.includes('Ns5gt'));
  assert.deepEqual([cisco.kind, cisco.vendor, cisco.model, cisco.firmware], ['switch', 'Cisco', 'WS-CE500-24TT', '12.2(25)SEG4']);
  const router = assetWith('lldp-cdp-stp/zeek__cdp-v1.pcap', (asset) => asset.names.includes('R1'));
  assert.deepEqual([router.kind, router.model], ['router', '1601']);
  const versamax = assetWith('profinet/icsnpp__profinet_io_cm_mixed_1.pcap', (asset) => asset.ips.includes('192.168.1.2'));
  assert.deepEqual([versamax.kind, versamax.purdue_level, versamax.names], ['remote-io', '0', ['versamax-pns11']]);
  const scada = assetWith('profinet/iti__Profinet_Failed.pcap', (asset) => asset.names.includes('SCADA-PC-060839'));
  assert.deepEqual([scada.kind, scada.purdue_level, scada.model], ['scada', '3', 'OptiPlex 990']);
});

test('an ET 200S interface module with a CPU is a controller', needs, () => {
  const cpus = facts()
    .filter(({ file }) => file.startsWith('s7comm/'))
    .flatMap(({ file }) => inspect(file).assets)
    .filter((asset) => asset.order_number?.startsWith('6ES7 151-8AB01') === true);
  assert.ok(cpus.length > 0);
  for (const cpu of cpus) assert.deepEqual([cpu.kind, cpu.purdue_level], ['plc', '1']);
});

test('every conclusion has its reason beside it', needs, () => {
  const { assets } = inspect('modbus/iti__mb2.pcap');
  assert.equal(assets.filter((asset) => asset.kind === 'plc').length > 20, true);
  for (const asset of assets.filter((one) => one.kind !== 'unknown')) {
    const conclusion = asset.attributes.find((attribute) => attribute.name === 'kind');
    assert.ok((conclusion?.why ?? []).length > 0, asset.ips.join());
  }
});
