// The sentences of findings in both languages, over all kinds and all reasons why a flow does not fit its list.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import i18next from 'i18next';
import { findingKind } from '../schema.ts';
import { type Said, wordFinding, zonesOf } from './word-finding.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = (language: string) => ({
  findings: read(`./words.${language}.json`),
  assets: read(`../../../identify/assets/ui/words.${language}.json`),
  flows: read(`../../../identify/flows/ui/words.${language}.json`),
});
const languages = ['en', 'de'] as const;
const i18n = i18next.createInstance();
await i18n.init({
  ns: ['findings'],
  resources: { en: words('en'), de: words('de') },
  fallbackLng: false,
  interpolation: { escapeValue: false },
});

function say(language: 'en' | 'de', said: Omit<Said, 'subject_name'>): string {
  const t = i18n.getFixedT(language, 'findings');
  return wordFinding((keys, params) => t([...keys], params ?? {}), { subject_name: 'HMI (10.0.0.1) → PLC (10.0.0.2)', ...said });
}

/** Facts by kind as the store writes them. */
const stored: Record<Said['kind'], Said['facts'][]> = {
  new_device: ['sighted', 'rejected'].map((standing) => ({ kind: 'plc', vendor: null, standing, address: null })),
  unapproved_flow: Object.keys(words('en').flows.unmatched).flatMap((why) => [
    { transport: 'tcp', protocol: 'modbus', port: 502, classes: 'write, program', why, events: 0 },
    { transport: 'icmp', protocol: 'icmp', port: null, classes: '', why, events: 0 },
  ]),
  retired_seen: [
    { kind: 'plc', vendor: 'Siemens', lifecycle: 'retired', address: '10.0.0.9' },
    { kind: 'plc', vendor: null, lifecycle: 'wiped', address: null },
  ],
  unknown_internet: ['out', 'in'].map((direction) => ({ transport: 'tcp', protocol: 'tls', port: 443, outside: '203.0.113.9', direction })),
  changing_command: [
    {
      protocol: 's7comm',
      port: 102,
      operations: 'PLC stop, download',
      acts: 'stop, download',
      events: 2,
      station: 'workstation',
      why: null,
    },
  ],
  file_damaged: ['missing', 'changed', 'key_missing'].map((fault) => ({
    fault,
    at_byte: fault === 'changed' ? 262_144 : null,
    whole_at: null,
  })),
  safety_intervention: [{ protocol: 's7comm', port: 102, operations: 'PLC stop', acts: 'stop', events: 1, station: 'workstation' }],
  it_ot_pivot: [
    { protocol: 's7comm', port: 102, operations: 'download', acts: 'download', events: 2, from: 'PC 4', host: 'EWS', way: 'rdp' },
  ],
  remote_session: ['no_list', 'allowed'].map((verdict) => ({ protocol: 'rdp', port: 3389, verdict })),
  network_scan: [{ doors: 40, targets: 7, kind: 'workstation' }],
  silent_device: [{ minutes: 7, silent_since: '2026-11-16T08:00:00Z', heard_at: '2026-11-16T08:07:00Z' }],
  exception_burst: [{ protocol: 'modbus', port: 502, errors: 400, usual: 0 }],
  address_conflict: [{ address: '10.0.0.2', mac: '00:00:5e:00:53:01', other_mac: '00:00:5e:00:53:02', moved: 'false' }],
  cleartext_credentials: [{ what: 'ftp', clients: 'HMI', times: 2 }],
  outdated_protocol: [{ what: 'SMBv1, TLS 1.0', clients: 'HMI', times: 2 }],
  element_outside: [{ protocol: 's7comm', port: 102, elements: 'DB 30', count: 1 }],
  unusual_commands: ['order', 'rate'].map((code) => ({
    protocol: 's7comm',
    port: 102,
    code,
    usual: 'stop → download',
    seen: 'download → stop',
  })),
  responsibility_missing: [{ zones: 2, conduits: 0, names: 'Packing, Filling' }],
  enforcer_differs: ['differs', 'silent', 'rolled_back'].map((state) => ({ state })),
  conduit_without_list: [
    { flows: 1, classes: null },
    { flows: 3, classes: 'write' },
  ],
};

test('no sentence shows a placeholder, whatever the kind and the reason, with the facts that are stored or with none', () => {
  for (const language of languages) {
    for (const kind of findingKind.options) {
      for (const facts of [...stored[kind], {}]) {
        const sentence = say(language, { kind, facts });
        assert.doesNotMatch(sentence, /\{\{|undefined|null|sentence\.|unmatched\.|class\./, `${language} ${kind} ${JSON.stringify(facts)}`);
        assert.match(sentence, /PLC \(10\.0\.0\.2\)/);
      }
    }
  }
});

test('a miss is worded with the value that did not fit', () => {
  const facts = { transport: 'udp', protocol: 'modbus', port: 502, classes: 'program, stop' };
  const said = (why: string) => say('en', { kind: 'unapproved_flow', facts: { ...facts, why } }).split('is not on the list. ')[1];
  assert.equal(said('transport'), 'No rule for udp.');
  assert.equal(said('port'), 'No rule for port 502.');
  assert.equal(said('classes'), 'The rule does not allow: programs, stops.');
  assert.equal(said('something_new'), 'Does not fit the list (something_new).');
});

test('the zones of both ends are named when they differ', () => {
  const it = { subject_type: 'flow', zone_name: 'Packing', other_zone_name: 'Filling' } as const;
  assert.equal(zonesOf(it), 'Packing → Filling');
  assert.equal(zonesOf({ ...it, subject_type: 'conduit' }), 'Packing – Filling');
  assert.equal(zonesOf({ ...it, other_zone_name: null }), 'Packing');
  assert.equal(zonesOf({ ...it, zone_name: null, other_zone_name: null }), null);
});

test('a command is said in own words, and that it came from a station that is none for it', () => {
  const facts = { protocol: 's7comm', port: 102, operations: 'PLC stop', acts: 'stop', events: 1 };
  const said = (station: string) => say('en', { kind: 'changing_command', facts: { ...facts, station } });
  assert.match(said('workstation'), /controller stopped.*no engineering station/);
  assert.doesNotMatch(said('engineering-station'), /no engineering station/);
});
