// Every protocol Holdfast reads: one line each. On a shared port the earlier line is asked first.
import type { Dissector } from './dissector.ts';
import { arp } from './protocols/arp.ts';
import { cdp } from './protocols/cdp.ts';
import { cipIo } from './protocols/cip-io.ts';
import { cotp } from './protocols/cotp.ts';
import { dhcp } from './protocols/dhcp.ts';
import { dhcpv6 } from './protocols/dhcpv6.ts';
import { dns, dnsOverTcp, llmnr, mdns } from './protocols/dns.ts';
import { enip } from './protocols/enip.ts';
import { http, ssdp } from './protocols/http.ts';
import { lldp } from './protocols/lldp.ts';
import { modbus } from './protocols/modbus.ts';
import { netbios } from './protocols/netbios.ts';
import { opcua } from './protocols/opcua.ts';
import { profinetDcp } from './protocols/profinet-dcp.ts';
import { profinetIoCm } from './protocols/profinet-io-cm.ts';
import { profinetRt } from './protocols/profinet-rt.ts';
import { rdp } from './protocols/rdp.ts';
import { officeProtocols } from './protocols/recognised-office.ts';
import { plantProtocols } from './protocols/recognised-plant.ts';
import { serverProtocols } from './protocols/recognised-server.ts';
import { smb } from './protocols/smb.ts';
import { snmp } from './protocols/snmp.ts';
import { ssh } from './protocols/ssh.ts';
import { stp } from './protocols/stp.ts';
import { tls } from './protocols/tls.ts';

export const dissectors: readonly Dissector[] = [
  arp,
  modbus,
  cotp,
  enip,
  cipIo,
  profinetRt,
  profinetDcp,
  profinetIoCm,
  opcua,
  ...plantProtocols,
  lldp,
  cdp,
  stp,
  dhcp,
  dhcpv6,
  dns,
  dnsOverTcp,
  mdns,
  llmnr,
  netbios,
  snmp,
  ssh,
  rdp,
  smb,
  http,
  ssdp,
  tls,
  ...officeProtocols,
  ...serverProtocols,
];
