// The zones of Tannquell Getränke, works Lindenau (an invented company): subnets, VLANs, levels.
import type { ZoneRow } from './types.ts';

/** From the outermost to the innermost: a conversation between two zones is mirrored in the inner one's VLAN. */
export const zoneRows: readonly ZoneRow[] = [
  { key: 'internet', name: 'Internet', level: '5', subnet: '203.0.113.0/24', vlan: 0, gateway: null },
  { key: 'group', name: 'Group data centre', level: '5', subnet: '10.10.0.0/24', vlan: 0, gateway: null },
  { key: 'vendor', name: 'Vendor VPN', level: '5', subnet: '172.27.8.0/28', vlan: 0, gateway: null },
  { key: 'office', name: 'Office', level: '4', subnet: '10.80.4.0/24', vlan: 40, gateway: 'core-router' },
  { key: 'business-servers', name: 'Business servers', level: '4', subnet: '10.80.8.0/24', vlan: 41, gateway: 'core-router' },
  { key: 'dmz', name: 'Industrial DMZ', level: '3.5', subnet: '10.80.35.0/24', vlan: 35, gateway: 'ot-firewall' },
  { key: 'operations', name: 'Site operations', level: '3', subnet: '10.80.30.0/24', vlan: 30, gateway: 'ot-firewall' },
  { key: 'network', name: 'Network management', level: '3', subnet: '10.80.10.0/24', vlan: 10, gateway: 'ot-firewall' },
  { key: 'line-1', name: 'Filling line 1', level: '2', subnet: '10.80.21.0/24', vlan: 21, gateway: 'ot-firewall' },
  { key: 'line-2', name: 'Packaging line 2', level: '2', subnet: '10.80.22.0/24', vlan: 22, gateway: 'ot-firewall' },
  { key: 'utilities', name: 'Utilities', level: '2', subnet: '10.80.50.0/24', vlan: 0, gateway: 'ot-firewall' },
  { key: 'water', name: 'Water treatment', level: '2', subnet: '10.80.50.0/24', vlan: 0, gateway: 'ot-firewall' },
];
