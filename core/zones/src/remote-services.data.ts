// The services by which somebody works on a machine from elsewhere: the one list that rules, lists, findings and the register of remote access go by.
// Ports: IANA Service Name and Transport Protocol Port Number Registry; what is not there is the vendor's documented port.

export type RemoteService = 'rdp' | 'vnc' | 'ssh' | 'telnet' | 'winrm' | 'teamviewer' | 'anydesk' | 'vpn' | 'x11' | 'rlogin';
type Row = {
  service: RemoteService;
  /** What the wire engine calls it, whatever the port. */
  read_as: readonly string[];
  /** Its doors as `transport/port`: there it is known also where nothing but the transport was read. */
  doors: readonly string[];
  /** What may be read at its doors instead of it, because it is wrapped in it. */
  wrapped_in: readonly string[];
  /** A machine opens it outwards, and people come in by it. */
  calls_out: boolean;
};

export const remoteServiceRows: readonly Row[] = [
  { service: 'rdp', read_as: ['rdp'], doors: ['tcp/3389', 'udp/3389'], wrapped_in: ['tls'], calls_out: false },
  { service: 'vnc', read_as: ['vnc'], doors: ['tcp/5900', 'tcp/5901'], wrapped_in: ['tls'], calls_out: false },
  { service: 'ssh', read_as: ['ssh'], doors: ['tcp/22'], wrapped_in: [], calls_out: false },
  { service: 'telnet', read_as: ['telnet'], doors: ['tcp/23'], wrapped_in: [], calls_out: false },
  { service: 'winrm', read_as: [], doors: ['tcp/5985', 'tcp/5986'], wrapped_in: ['http', 'tls'], calls_out: false },
  { service: 'teamviewer', read_as: [], doors: ['tcp/5938', 'udp/5938'], wrapped_in: ['tls'], calls_out: true },
  { service: 'anydesk', read_as: [], doors: ['tcp/6568', 'tcp/7070'], wrapped_in: ['tls'], calls_out: true },
  {
    service: 'vpn',
    read_as: [],
    // IKE and its way through NAT, OpenVPN, L2TP, PPTP, WireGuard.
    doors: ['udp/500', 'udp/4500', 'udp/1194', 'tcp/1194', 'udp/1701', 'tcp/1723', 'udp/51820'],
    wrapped_in: ['tls'],
    calls_out: true,
  },
  { service: 'x11', read_as: [], doors: ['tcp/6000'], wrapped_in: [], calls_out: false },
  { service: 'rlogin', read_as: [], doors: ['tcp/513', 'tcp/514'], wrapped_in: [], calls_out: false },
];

export const remoteServices: ReadonlySet<string> = new Set(remoteServiceRows.map(({ service }) => service));
/** Those a machine of the plant opens outwards. */
export const callingOut: ReadonlySet<string> = new Set(remoteServiceRows.filter((it) => it.calls_out).map(({ service }) => service));
export const remoteByProtocol: Readonly<Record<string, RemoteService>> = Object.fromEntries(
  remoteServiceRows.flatMap(({ service, read_as }) => read_as.map((it) => [it, service])),
);
export const remoteByDoor: Readonly<Record<string, RemoteService>> = Object.fromEntries(
  remoteServiceRows.flatMap(({ service, doors }) => doors.map((it) => [it, service])),
);
const wrapped: Readonly<Record<string, readonly string[]>> = Object.fromEntries(remoteServiceRows.map((it) => [it.service, it.wrapped_in]));

/** The remote service behind a door where only what it is wrapped in was read. */
export function wrappedRemote(door: string, protocol: string): RemoteService | null {
  const service = Object.hasOwn(remoteByDoor, door) ? remoteByDoor[door] : undefined;
  return service !== undefined && wrapped[service]!.includes(protocol) ? service : null;
}
