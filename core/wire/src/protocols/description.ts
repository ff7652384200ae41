// Reads hints out of a device's own description (LLDP, SNMP, CDP, a banner): order number, firmware, system, maker.
import type { Reading } from '../dissector.ts';
import type { AttributeName } from '../words.ts';

type Hint = { pattern: RegExp; attribute: AttributeName; value: string };

/** `$1` in `value` is the first group. Within an attribute the first match wins. */
const hints: readonly Hint[] = [
  { pattern: /\b(6[A-Z]{2}\d ?[0-9A-Z]{3}-[0-9A-Z]{5}-[0-9A-Z]{4})\b/, attribute: 'order_number', value: '$1' },
  { pattern: /\bSCALANCE ([A-Z]{1,2} ?-?\d+(?:-\d+\w*)?)/, attribute: 'model', value: 'SCALANCE $1' },
  { pattern: /^Dell Inc\.? ([^,]+)/, attribute: 'model', value: '$1' },
  { pattern: /\b(?:BMX|BME|TM2\d\d|TM1\d\d|140CPU|HMIST|ATV)\w+/, attribute: 'model', value: '$&' },
  { pattern: /\b(?:FW|Firmware)[: ]+V? ?\.? ?(\d+(?:\.\d+)+)/i, attribute: 'firmware', value: '$1' },
  { pattern: /\b(?:Cisco|IOS)\b.*\bVersion ([^, ]+)/i, attribute: 'firmware', value: '$1' },
  { pattern: /\b(?:Cisco IOS|Cisco Internetwork Operating System|IOS \(tm\))/i, attribute: 'operating_system', value: 'Cisco IOS' },
  { pattern: /\bUbuntu(?: [\d.]+(?: LTS)?)?/, attribute: 'operating_system', value: '$&' },
  { pattern: /\bDebian\b/, attribute: 'operating_system', value: 'Debian' },
  { pattern: /\b(?:Windows|WinCE|MSFT|Microsoft-IIS|Microsoft-HTTPAPI)\b/, attribute: 'operating_system', value: 'Windows' },
  { pattern: /\bVxWorks\b/i, attribute: 'operating_system', value: 'VxWorks' },
  { pattern: /\bLinux(?: \d[\w.-]*)?/, attribute: 'operating_system', value: '$&' },
  { pattern: /\b(?:Siemens|SIMATIC|SCALANCE|6ES7|6GK\d)\b/i, attribute: 'vendor', value: 'Siemens' },
  { pattern: /\b(?:Rockwell|Allen-Bradley)\b/i, attribute: 'vendor', value: 'Rockwell Automation' },
  { pattern: /\b(?:Schneider|Modicon|Telemecanique)\b/i, attribute: 'vendor', value: 'Schneider Electric' },
  { pattern: /\bPhoenix Contact\b/i, attribute: 'vendor', value: 'Phoenix Contact' },
  { pattern: /\bHirschmann\b/i, attribute: 'vendor', value: 'Hirschmann' },
  { pattern: /\bMoxa\b/i, attribute: 'vendor', value: 'Moxa' },
  { pattern: /\bCisco\b/i, attribute: 'vendor', value: 'Cisco' },
  { pattern: /\bDell\b/, attribute: 'vendor', value: 'Dell' },
];

/**
 * Says a description and what it gives away about `about`.
 * @param confidence of the description itself; what is read out of it gets 0.8 of that
 */
export function sayDescription(reading: Reading, about: string, text: string, confidence: number, protocol: number): void {
  if (text === '') return;
  reading.identity(about, 'description', text, confidence, protocol);
  const said = new Set<AttributeName>();
  for (const hint of hints) {
    if (said.has(hint.attribute)) continue;
    const match = hint.pattern.exec(text);
    if (match === null) continue;
    said.add(hint.attribute);
    reading.identity(about, hint.attribute, fill(hint.value, match), Math.round(confidence * 80) / 100, protocol);
  }
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
