// Reads hints out of a device's own description (LLDP, SNMP, CDP, a banner): order number, firmware, system, maker.
import type { Reading } from '../dissector.ts';
import type { AttributeName } from '../words.ts';
import { descriptionFormats } from './description-formats.ts';

type Hint = { pattern: RegExp; attribute: AttributeName; value: string };

/** Words that tell something in any format. `$1` in `value` is the first group. Within an attribute the first match wins. */
const hints: readonly Hint[] = [
  { pattern: /\b(6[A-Z]{2}\d ?[0-9A-Z]{3}-[0-9A-Z]{5}-[0-9A-Z]{4})\b/, attribute: 'order_number', value: '$1' },
  { pattern: /\bSCALANCE ([A-Z]{1,2} ?-?\d+(?:-\d+\w*)?)/, attribute: 'model', value: 'SCALANCE $1' },
  { pattern: /^Dell Inc\.? ([^,]+)/, attribute: 'model', value: '$1' },
  { pattern: /\b(?:BMX|BME|TM2\d\d|TM1\d\d|140CPU|HMIST|ATV)\w+/, attribute: 'model', value: '$&' },
  { pattern: /\b(?:FW|Firmware)[: ]+(?:Version )?(?:V ?\. ?)?(V?\d+(?:\.\d+)+)/i, attribute: 'firmware', value: '$1' },
  { pattern: /\b(?:Cisco|IOS)\b.*\bVersion ([^, ]+)/i, attribute: 'firmware', value: '$1' },
  { pattern: /\bCisco IOS[ -]XE\b|IOSXE\b/i, attribute: 'operating_system', value: 'Cisco IOS XE' },
  { pattern: /\b(?:Cisco IOS|Cisco Internetwork Operating System|IOS \(tm\))/i, attribute: 'operating_system', value: 'Cisco IOS' },
  { pattern: /\bUbuntu(?: [\d.]+(?: LTS)?)?/, attribute: 'operating_system', value: '$&' },
  { pattern: /\bDebian\b/, attribute: 'operating_system', value: 'Debian' },
  { pattern: /\b(?:Windows|WinCE|MSFT|Microsoft-IIS|Microsoft-HTTPAPI)\b/, attribute: 'operating_system', value: 'Windows' },
  { pattern: /\bVxWorks\b/i, attribute: 'operating_system', value: 'VxWorks' },
  // net-snmp writes `uname -a`: the host's name stands before the kernel's version.
  { pattern: /\bLinux (?:[\w.-]+ )?(\d+\.\d[\w.-]*)/, attribute: 'operating_system', value: 'Linux $1' },
  { pattern: /\bLinux\b/, attribute: 'operating_system', value: 'Linux' },
  { pattern: /\b(?:Siemens|SIMATIC|SCALANCE|6ES7|6GK\d)\b/i, attribute: 'vendor', value: 'Siemens' },
  { pattern: /\b(?:Rockwell|Allen-Bradley)\b/i, attribute: 'vendor', value: 'Rockwell Automation' },
  { pattern: /\b(?:Schneider|Modicon|Telemecanique)\b/i, attribute: 'vendor', value: 'Schneider Electric' },
  { pattern: /\bPhoenix Contact\b/i, attribute: 'vendor', value: 'Phoenix Contact' },
  { pattern: /\bHirschmann\b/i, attribute: 'vendor', value: 'Hirschmann' },
  { pattern: /\bMoxa\b/i, attribute: 'vendor', value: 'Moxa' },
  { pattern: /\bCisco\b/i, attribute: 'vendor', value: 'Cisco' },
  { pattern: /\bDell\b/, attribute: 'vendor', value: 'Dell' },
];

const MAX_READ_LENGTH = 256;

/**
 * Says a description and what it gives away about `about`: what its maker's format says, else what single words say.
 * @param confidence of the description itself; what is read out of it gets 0.8 of that
 */
export function sayDescription(reading: Reading, about: string, text: string, confidence: number, protocol: number): void {
  if (text === '') return;
  reading.identity(about, 'description', text, confidence, protocol);
  for (const [name, value] of readAgain(text.slice(0, MAX_READ_LENGTH)))
    reading.identity(about, name, value, Math.round(confidence * 80) / 100, protocol);
}

/** Devices say their description every half minute: what it tells is kept for the few that a network has. */
const known = new Map<string, ReadonlyMap<AttributeName, string>>();
const MOST_KNOWN = 256;

function readAgain(text: string): ReadonlyMap<AttributeName, string> {
  let told = known.get(text);
  if (told === undefined) {
    told = readDescription(text);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, told);
  }
  return told;
}

/** What a description tells, each attribute once; firmware as the maker writes it, with or without V. */
export function readDescription(text: string): Map<AttributeName, string> {
  const told = readFormat(text);
  for (const { pattern, attribute, value } of hints) {
    const match = told.has(attribute) ? null : pattern.exec(text);
    if (match !== null) told.set(attribute, fill(value, match));
  }
  return told;
}

function readFormat(text: string): Map<AttributeName, string> {
  const told = new Map<AttributeName, string>();
  for (const { pattern, vendor, operating_system } of descriptionFormats) {
    const match = pattern.exec(text);
    if (match === null) continue;
    for (const [name, value] of Object.entries(match.groups ?? {})) if (value) told.set(name as AttributeName, value.trim());
    if (vendor !== undefined) told.set('vendor', vendor);
    if (operating_system !== undefined) told.set('operating_system', operating_system);
    break;
  }
  return told;
}

const orderNumberPattern = /\b(6[A-Z]{2}\d)[ -]?([0-9A-Z]{3}-[0-9A-Z]{5}-[0-9A-Z]{4})\b/;

/** Says the Siemens order number (`6ES7 151-3AA23-0AB0`) that stands in `text`, if one does. */
export function sayOrderNumber(reading: Reading, about: string, text: string, confidence: number, protocol: number): void {
  const match = orderNumberPattern.exec(text);
  if (match === null) return;
  reading.identity(about, 'order_number', `${match[1]} ${match[2]}`, confidence, protocol);
  reading.identity(about, 'vendor', 'Siemens', confidence, protocol);
}

function fill(value: string, match: RegExpExecArray): string {
  return value.replace('$&', match[0]).replace('$1', (match[1] ?? '').trim());
}
