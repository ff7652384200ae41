// Weak hints: what people call a device, and who made it.
import type { DeviceKind } from '../words.ts';

export type HintRow = { pattern: RegExp; kind: DeviceKind; confidence: number };

/** Parts of names as plants give them; delimiters are anything but letters. First match wins. */
export const nameHints: readonly HintRow[] = [
  part('SCADA[-_ ]?(?:CL|CLIENT)|OPERATOR|OWS|PANEL|HMI\\w?|FTVIEW|TP', 'hmi', 0.7),
  part('EWS|ENG|ENGINEERING|ES|TIA|STEP7', 'engineering-station', 0.7),
  part('HIST|HISTORIAN|PHD', 'historian', 0.7),
  part('SCADA|WINCC|DCS', 'scada', 0.7),
  part('JUMP|RAG|RAS|VPN|BASTION|REMOTE', 'remote-access', 0.68),
  part('FW|FIREWALL', 'firewall', 0.75),
  part('DC|ADDC|PDC', 'domain-controller', 0.5),
  part('NTP|TIME|CLOCK', 'time-server', 0.55),
  part('SRV|SERVER|MES|ERP|SQL|DB|NMS|BACKUP|WSUS|PATCH|FILE|FILEX|MAIL|MX|WWW', 'server', 0.55),
  part('RT|RTR|ROUTER', 'router', 0.5),
  part('SW|SWITCH|SWLN', 'switch', 0.5),
  part('AP|WLAN', 'access-point', 0.5),
  part('PRN|PRINT|PRINTER|CODER', 'printer', 0.5),
  part('UPS|USV', 'ups', 0.5),
  part('CAM|CAMERA', 'camera', 0.5),
  part('RTU', 'rtu', 0.55),
  part('PLC|SPS|CPU', 'plc', 0.55),
  part('IO|RIO', 'remote-io', 0.45),
  part('DRV|DRIVE|VFD|FU', 'drive', 0.5),
  part('ROB|ROBOT', 'robot', 0.5),
  part('METER|ZAEHLER', 'meter', 0.5),
  part('GATEWAY|GW', 'gateway', 0.3),
  part('PC|WS|NB|LAPTOP|DESKTOP|WIN', 'workstation', 0.45),
];

function part(words: string, kind: DeviceKind, confidence: number): HintRow {
  return { pattern: new RegExp(`(?:^|[^A-Z])(?:${words})(?:[^A-Z]|$)`, 'i'), kind, confidence };
}

/** Makers of controllers and panels, not of computers. */
export const automationMakers =
  /siemens|rockwell|allen-bradley|schneider|telemecanique|omron|mitsubishi electric|beckhoff|b&r|phoenix contact|wago|pro-face|weintek/i;

/** Makers who mostly make one kind of thing. */
export const vendorHints: readonly HintRow[] = [
  { pattern: /endress|\bvega\b|\bifm\b|\bsick\b|pepperl|keyence|krohne/i, kind: 'sensor', confidence: 0.4 },
  { pattern: /danfoss|\bsew\b|lenze|baumueller|control techniques/i, kind: 'drive', confidence: 0.4 },
  { pattern: /kuka|fanuc|universal robots|yaskawa/i, kind: 'robot', confidence: 0.45 },
  { pattern: /lexmark|kyocera|zebra|brother|ricoh|xerox/i, kind: 'printer', confidence: 0.5 },
  { pattern: /snom|yealink|polycom|gigaset/i, kind: 'phone', confidence: 0.5 },
  { pattern: /american power conversion|\bapc\b|riello/i, kind: 'ups', confidence: 0.5 },
  { pattern: /fortinet|palo alto|check point|sonicwall|sophos|genua/i, kind: 'firewall', confidence: 0.5 },
  { pattern: /cognex|axis communications|hikvision|dahua|basler/i, kind: 'camera', confidence: 0.5 },
  { pattern: /meinberg/i, kind: 'time-server', confidence: 0.5 },
  { pattern: /hirschmann|cisco|extreme networks|netgear|westermo|ruggedcom/i, kind: 'switch', confidence: 0.3 },
  { pattern: /lancom|ubiquiti|aruba|ruckus/i, kind: 'access-point', confidence: 0.25 },
  { pattern: /lantronix|digi international|perle/i, kind: 'gateway', confidence: 0.35 },
  { pattern: /moxa|\bhms\b/i, kind: 'gateway', confidence: 0.25 },
  { pattern: /host engineering|facts engineering|\bkoyo\b|idec\b|unitronics|saia[- ]burgess|jetter\b/i, kind: 'plc', confidence: 0.35 },
  { pattern: /turck|wago|murr|phoenix contact|balluff/i, kind: 'remote-io', confidence: 0.3 },
  {
    pattern: /beckhoff|siemens|rockwell|allen-bradley|schneider|telemecanique|omron|mitsubishi electric|b&r/i,
    kind: 'plc',
    confidence: 0.15,
  },
  { pattern: /vmware|proxmox|supermicro/i, kind: 'server', confidence: 0.15 },
  { pattern: /dell|hewlett|\bhp\b|lenovo|fujitsu|\bintel\b/i, kind: 'workstation', confidence: 0.15 },
];
