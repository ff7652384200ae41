// The report a person reads: what was captured, who is there, what they speak, what was changed. Plain text, no colour, 120 columns.
import type { CaptureFile, Report, ReportAsset, ReportEvent, ReportFlow } from '@holdfast/core-wire';
import { formatTable } from './text-table.ts';

const MOST_ASSETS = 60;
const MOST_FLOWS = 40;
const MOST_EVENTS = 30;
const WIDTH = 120;

/** @returns the whole report, ending in a line break */
export function writeHumanReport(report: Report): string {
  const sections = [
    files(report),
    assets(report.assets),
    protocols(report),
    flows(report.flows, report.flows_folded),
    report.capture.packets === 0 ? '' : changes(report.events, report.events_folded),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function files({ capture }: Report): string {
  const lines = capture.files.map(describeFile);
  const total = capture.files.length > 1 ? [`${count(capture.packets, 'packet')} in ${count(capture.files.length, 'file')}`] : [];
  return [...lines, ...total].join('\n');
}

function describeFile(file: CaptureFile): string {
  const { name, format, packets, bytes, first, last, fault, note } = file;
  const span = first === null || last === null ? '' : `, ${shortTime(first)} to ${shortTime(last)} UTC`;
  const read = format === 'unknown' ? '' : ` (${format}): ${count(packets, 'packet')}, ${size(bytes)}${span}`;
  const remarks = [fault === null ? '' : `\n  fault: ${fault}`, note === null || note === fault ? '' : `\n  note: ${note}`];
  return `${name}${read}${remarks.join('')}`;
}

function assets(list: readonly ReportAsset[]): string {
  if (list.length === 0) return '';
  const sorted = [...list].sort((a, b) => Number(a.purdue_level ?? 9) - Number(b.purdue_level ?? 9) || b.packets - a.packets);
  const rows = sorted
    .slice(0, MOST_ASSETS)
    .map((asset) => [
      asset.purdue_level ?? '-',
      asset.kind === 'unknown' ? '-' : asset.kind,
      asset.ips[0] ?? asset.macs[0] ?? '-',
      asset.names[0] ?? '-',
      [asset.vendor, asset.model ?? asset.order_number].filter((part) => part !== null).join(' ') || '-',
      asset.firmware ?? '-',
      asset.conflicts.length > 0 ? `contradictory: ${asset.conflicts.join(', ')}` : '',
    ]);
  const table = formatTable(['level', 'kind', 'address', 'name', 'maker and model', 'firmware', ''], rows, WIDTH);
  return `${count(list.length, 'device')}\n${table}${rest(list.length, MOST_ASSETS)}`;
}

function protocols({ protocols: all }: Report): string {
  const names = Object.keys(all).sort((a, b) => all[b]!.messages - all[a]!.messages);
  if (names.length === 0) return '';
  const rows = names.map((name) => {
    const { messages, errors, undecoded } = all[name]!;
    return [name, number(messages), errors > 0 ? number(errors) : '', undecoded > 0 ? number(undecoded) : ''];
  });
  return `Protocols\n${formatTable(['protocol', 'messages', 'errors', 'not readable'], rows, WIDTH, [1, 2, 3])}`;
}

function flows(list: readonly ReportFlow[], folded: number): string {
  if (list.length === 0) return '';
  const sorted = [...list].sort((a, b) => b.packets - a.packets);
  const rows = sorted
    .slice(0, MOST_FLOWS)
    .map((flow) => [
      flow.client,
      flow.server,
      flow.server_port === null ? flow.transport : `${flow.transport} ${flow.server_port}`,
      flow.protocol,
      number(flow.packets),
      [...new Set(flow.operations.map((operation) => operation.name))].join(', '),
    ]);
  const table = formatTable(['client', 'server', 'port', 'protocol', 'packets', 'operations'], rows, WIDTH, [4]);
  const beyond = folded > 0 ? `\n${number(folded)} connections more than the table holds are counted, not listed` : '';
  return `${count(list.length, 'flow')}\n${table}${rest(list.length, MOST_FLOWS)}${beyond}`;
}

/** Repeated changes of the same kind between the same ends are one line. */
function changes(events: readonly ReportEvent[], folded: number): string {
  if (events.length === 0) return 'Nothing was written, programmed, started, stopped or configured';
  const groups = new Map<string, { event: ReportEvent; count: number }>();
  for (const event of events) {
    const key = [event.client, event.server, event.protocol, event.operation, event.class].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { event, count: 1 });
    else group.count++;
  }
  const gravity = ['stop', 'program', 'start', 'configure', 'write'];
  const sorted = [...groups.values()].sort((a, b) => gravity.indexOf(a.event.class) - gravity.indexOf(b.event.class) || b.count - a.count);
  const rows = sorted
    .slice(0, MOST_EVENTS)
    .map(({ event, count: times }) => [
      event.class,
      number(times),
      event.client,
      event.server,
      event.attack ?? '',
      shortTime(event.time),
      number(event.frame),
      `${event.protocol}: ${event.operation}`,
    ]);
  const table = formatTable(['class', 'times', 'by', 'on', 'ATT&CK', 'first', 'frame', 'operation'], rows, WIDTH, [1, 6]);
  const beyond = folded > 0 ? `\n${number(folded)} more changes are counted, not listed` : '';
  return `What was changed\n${table}${rest(groups.size, MOST_EVENTS)}${beyond}`;
}

function rest(all: number, shown: number): string {
  return all > shown ? `\n... and ${number(all - shown)} more; --json lists all` : '';
}

function shortTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${number(Math.ceil(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
