// S7comm, EtherNet/IP and CIP over the shared captures: counts and identities as tshark found them (facts.json).
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createInspection } from '../src/index.ts';
import type { Dissector, Reading, Report } from '../src/index.ts';
import { serialText } from '../src/protocols/cip-identity.ts';
import { vendorNameOf } from '../src/protocols/cip-vendors.ts';
import { cipIo } from '../src/protocols/cip-io.ts';
import { cotp } from '../src/protocols/cotp.ts';
import { enip } from '../src/protocols/enip.ts';

const captures = new URL('../../../../shared/data/captures/', import.meta.url);
const needs = existsSync(captures) ? {} : { skip: 'needs ../shared/data/captures' };

type Counts = Record<string, number>;
type Facts = { file: string; facts: { f: Record<string, Counts> } };

const captured = (): Facts[] =>
  (JSON.parse(readFileSync(new URL('facts.json', captures), 'utf8')) as { captures: Facts[] }).captures.filter(({ file }) =>
    /^(s7comm|enip-cip|s7comm-plus|modbus|iec61850)\//.test(file),
  );

/** A dissector that also writes down every identity it tells, as `name=value`. */
function overheard(dissector: Dissector, identities: Set<string>): Dissector {
  const read: Dissector['read'] = (reader, reading) => {
    const listening: Reading = {
      conversation: reading.conversation,
      fromServer: reading.fromServer,
      operation: (...told) => reading.operation(...told),
      element: (...told) => reading.element(...told),
      again: (...told) => reading.again(...told),
      sign: (...told) => reading.sign(...told),
      undecoded: (...told) => reading.undecoded(...told),
      identity: (_about, name, value) => void identities.add(`${name}=${value}`),
    };
    dissector.read(reader, listening);
  };
  return { ...dissector, read };
}

function inspect(file: string): { report: Report; identities: Set<string> } {
  const identities = new Set<string>();
  const inspection = createInspection({ dissectors: [cotp, enip, cipIo].map((dissector) => overheard(dissector, identities)) });
  const capture = inspection.openCapture(file);
  capture.push(readFileSync(new URL(file, captures)));
  capture.end();
  return { report: inspection.report(), identities };
}

/** Keys of KEYS.md by field of facts.json: protocol, how a value becomes a key, which of the report's keys count. */
const fields: readonly { field: string; protocol: string; key: (value: string) => string; counts: RegExp }[] = [
  { field: 's7comm.param.func', protocol: 's7comm', key: (value) => String(Number(value)), counts: /^\d+$/ },
  { field: 's7comm.param.userdata.funcgroup', protocol: 's7comm', key: (value) => `userdata.${Number(value)}`, counts: /^userdata/ },
  { field: 'enip.command', protocol: 'enip', key: (value) => String(Number(value)), counts: /./ },
  { field: 'cip.sc', protocol: 'cip', key: (value) => String(Number(value)), counts: /./ },
];

test('every count of S7comm, EtherNet/IP and CIP is tshark’s', needs, () => {
  for (const { file, facts } of captured()) {
    const { report } = inspect(file);
    for (const { field, protocol, key, counts } of fields) {
      const expected = Object.fromEntries(Object.entries(facts.f[field] ?? {}).map(([value, count]) => [key(value), count]));
      const found = Object.entries(report.protocols[protocol]?.operations ?? {}).filter(([name]) => counts.test(name));
      assert.deepEqual(Object.fromEntries(found), expected, `${file}: ${field}`);
    }
  }
});

/** Attribute and text of an identity field of facts.json. */
const identityFields: Readonly<Record<string, (value: string) => string>> = {
  's7comm.szl.001c.0001.name': (value) => `name=${value}`,
  's7comm.szl.001c.0002.name': (value) => `name=${value}`,
  'cip.id.vendor_id': (value) => `vendor=${vendorNameOf(Number(value))}`,
  'cip.id.product_code': (value) => `product_code=${value}`,
  'cip.id.product_name': (value) => `model=${value}`,
  'cip.id.serial_number': (value) => `serial=${serialText(Number(value))}`,
};

test('every identity tshark shows is told, of the device or of a module behind it', needs, () => {
  let compared = 0;
  for (const { file, facts } of captured()) {
    const expected = Object.entries(identityFields).flatMap(([field, text]) => Object.keys(facts.f[field] ?? {}).map(text));
    if (expected.length === 0) continue;
    const told = new Set([...inspect(file).identities].map((identity) => identity.replace(/^module\.\d+\./, '')));
    for (const identity of expected) {
      assert.ok(told.has(identity), `${file}: ${identity}`);
      compared++;
    }
  }
  assert.equal(compared, 23);
});

const spotted: readonly [file: string, identities: readonly string[]][] = [
  [
    's7comm/icsnpp__snap7.pcap',
    ['order_number=6ES7 315-2EH14-0AB0', 'firmware=V3.2.7', 'serial=S C-B1U393142011', 'model=CPU 315-2 PN/DP', 'state=RUN'],
  ],
  ['s7comm/iti__s7comm_reading_plc_status.pcap', ['order_number=6ES7 151-8AB01-0AB0', 'firmware=V3.2.6', 'name=IM151-8-CPU']],
  ['s7comm/digitalbond__s7_test.pcap', ['order_number=6ES7 312-5AC02-0AB0']],
  ['s7comm/iti__step7_s300_stop.pcapng', ['state=STOP']],
  ['s7comm-plus/iti__S7-1200-Uploading-OB1-TIAV12.pcap', ['order_number=6ES7 214-1HE30-0XB0', 'firmware=V2.2', 'role=engineering station']],
  ['s7comm-plus/iti__S7-1511_db2_var1_HMI.pcap', ['order_number=6ES7 511-1AK00-0AB0', 'role=hmi']],
  [
    'enip-cip/iti__EIP-IPAddressChangeAttempt.pcap',
    ['module.0.firmware=16.20', 'module.0.name=NiftyController', 'module.2.vendor=Prosoft Technology'],
  ],
  ['enip-cip/iti__enip_test.pcap', ['model=1756-ENBT/A', 'firmware=4.3', 'device_type=Communications Adapter']],
  ['enip-cip/iti__cip_only.pcap', ['model=1766-LEC']],
];

test('controllers are told by order number, firmware, serial and state', needs, () => {
  for (const [file, identities] of spotted) {
    const told = inspect(file).identities;
    for (const identity of identities) assert.ok(told.has(identity), `${file}: ${identity}`);
  }
});

test('what changes a controller becomes an event with its technique', needs, () => {
  const events = (file: string): string[] =>
    inspect(file).report.events.map((event) => `${event.class} ${event.attack} ${event.operation}`);
  assert.deepEqual(events('enip-cip/iti__cip_stop_plc.pcap'), ['stop T0858 Logix controller: Stop']);
  assert.deepEqual(events('enip-cip/iti__cip_start_plc.pcap'), ['start T0858 Logix controller: Start']);
  assert.deepEqual(events('s7comm/iti__snap7_s300_stop.pcapng'), ['stop T0858 PLC stop']);
  assert.ok(events('s7comm/iti__s7comm_downloading_block_db1.pcap').includes('program T0889 PI service _INSE: activate block'));
  assert.ok(events('s7comm/iti__s7comm_reading_setting_plc_time.pcap').includes('configure T0836 time: set clock'));
  assert.ok(events('enip-cip/iti__EIP-ChangeTimeAttempt.pcap').includes('configure T0836 Logix wall clock: Set Attribute List'));
  assert.ok(events('enip-cip/iti__EIP-SoftwareDownload.pcap').includes('program T0843 Logix project changes: Create'));
});
