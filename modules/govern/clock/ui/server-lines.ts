// Time servers as people type them: one a line, a port after a colon where it is not 123.
import type { NewTimeServers, TimeServer } from '../schema.ts';
import { newTimeServers } from '../schema.ts';

type Servers = NewTimeServers['servers'];

/** What was typed as servers, or the line that is none. An IPv6 address with a port stands in brackets. */
export function readLines(text: string): { servers: Servers } | { wrong: string } {
  const servers: Servers = [];
  for (const line of text.split(/[\n,;]/).map((it) => it.trim())) {
    if (line === '') continue;
    const server = readLine(line);
    if (server === null) return { wrong: line };
    servers.push(server);
  }
  return { servers };
}

function readLine(line: string): Servers[number] | null {
  const bracketed = /^\[([0-9a-f:]+)\](?::(\d+))?$/i.exec(line);
  const isBareIpv6 = line.split(':').length > 2;
  const [, host = '', port] = bracketed ?? (isBareIpv6 ? [line, line] : (/^([^:]+)(?::(\d+))?$/.exec(line) ?? []));
  const read = newTimeServers.safeParse({ servers: [{ host, ...(port === undefined ? {} : { port: Number(port) }) }] });
  return read.success ? read.data.servers[0]! : null;
}

/** One server as it is typed. */
export function lineOf({ host, port }: Pick<TimeServer, 'host' | 'port'>): string {
  if (port === 123) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
