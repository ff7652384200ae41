// `npm run bench wire`: `holdfast inspect` against cat, ndpiReader and tshark on the plant's capture, in turns, in one run.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildStalePrograms } from '../scripts/build-programs.ts';
import { findProgram, installPrerequisites } from '../scripts/prerequisites.ts';
import { type BenchCapture, plantCapture } from './measure/plant-capture.ts';
import { type Bar, printBars, printMachine, printTable } from './measure/print.ts';
import { canMeasure, type Cost, measureChild, medianCost } from './measure/run-child.ts';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '600' }, runs: { type: 'string', default: '3' } } });
const runs = Number(values.runs);
const mostMegabytes = 200;
const tsharkTimes = 50;

type Tool = { name: string; command: readonly string[]; scale: number; alsoFine?: readonly number[] };

installPrerequisites(
  [
    { package: 'time', programs: ['time'], for: 'measuring' },
    { package: 'libndpi-bin', programs: ['ndpiReader'], for: 'the comparison with ndpiReader' },
    { package: 'tshark', programs: ['tshark'], for: 'the comparison with tshark' },
  ],
  'the benchmark',
);
if (!canMeasure()) {
  process.stderr.write('GNU time (/usr/bin/time) is absent: nothing can be measured.\n');
  process.exit(2);
}

// As `npm start` does.
await buildStalePrograms();
const capture = plantCapture(Number(values.megabytes));
const tools = toolsFor(capture);
printMachine();
const costs = await measureInTurns(tools);
report(capture, tools, costs);

/** What each tool is asked for; `scale` stretches the time of one that reads a part only. */
function toolsFor({ path, tenth, packets, tenth_packets }: BenchCapture): Tool[] {
  const cli = fileURLToPath(new URL('../apps/cli/bin/holdfast.mjs', import.meta.url));
  const list: Tool[] = [
    { name: 'cat', command: ['cat', path], scale: 1 },
    { name: 'holdfast inspect', command: [process.execPath, cli, 'inspect', path, '--json'], scale: 1 },
  ];
  if (findProgram(['ndpiReader']) !== null) list.push({ name: 'ndpiReader', command: ['ndpiReader', '-q', '-i', path], scale: 1 });
  const fields = ['ip.src', 'ip.dst', 'tcp.srcport', 'tcp.dstport', 'udp.srcport', 'udp.dstport', 'modbus.func_code'];
  fields.push('s7comm.header.rosctr', 's7comm.param.func', 'enip.command', 'cip.service');
  if (findProgram(['tshark']) !== null)
    list.push({
      name: 'tshark',
      command: ['tshark', '-n', '-r', tenth, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
      scale: packets / tenth_packets,
    });
  return list;
}

async function measureInTurns(list: readonly Tool[]): Promise<Map<string, Cost>> {
  const all = new Map<string, Cost[]>(list.map(({ name }) => [name, []]));
  await measureChild(['cat', capture.path]);
  for (let turn = 0; turn < runs; turn += 1) {
    for (const { name, command, alsoFine } of list) all.get(name)!.push(await measureChild(command, alsoFine));
  }
  return new Map([...all].map(([name, costsOfOne]) => [name, medianCost(costsOfOne)]));
}

function report({ packets, bytes }: BenchCapture, list: readonly Tool[], medians: Map<string, Cost>): void {
  const own = medians.get('holdfast inspect')!;
  const secondsOf = ({ name, scale }: Tool): number => medians.get(name)!.wall_s * scale;
  process.stdout.write(
    `${(bytes / 1e6).toFixed(0)} MB, ${packets.toLocaleString('en-GB')} packets; median of ${runs}, file in memory, taken in turns\n`,
  );
  const rows = list.map((tool) => {
    const { cpu_s, peak_mb } = medians.get(tool.name)!;
    const seconds = secondsOf(tool);
    const label = tool.scale === 1 ? tool.name : `${tool.name} (from ${((packets / tool.scale / packets) * 100).toFixed(0)} %)`;
    const figures = [
      seconds.toFixed(2),
      (cpu_s * tool.scale).toFixed(2),
      (packets / seconds / 1e6).toFixed(2),
      (bytes / seconds / 1e6).toFixed(0),
    ];
    return [label, ...figures, peak_mb.toFixed(0), (seconds / own.wall_s).toFixed(2)];
  });
  printTable(['', 'wall s', 'CPU s', 'M packets/s', 'MB/s', 'peak MB', 'times inspect'], rows);
  const ratioTo = (name: string): number | null => {
    const tool = list.find((it) => it.name === name);
    return tool === undefined ? null : secondsOf(tool) / own.wall_s;
  };
  printBars(barsOf(ratioTo('ndpiReader'), ratioTo('tshark'), own.peak_mb));
}

function barsOf(ndpi: number | null, tshark: number | null, peak_mb: number): Bar[] {
  const times = (ratio: number | null): string => (ratio === null ? 'not measured' : `${ratio.toFixed(2)} times as fast`);
  return [
    { says: `at least as fast as ndpiReader: ${times(ndpi)}`, holds: ndpi === null ? null : ndpi >= 1 },
    { says: `at least ${tsharkTimes} times as fast as tshark: ${times(tshark)}`, holds: tshark === null ? null : tshark >= tsharkTimes },
    { says: `under ${mostMegabytes} MB of memory: ${peak_mb.toFixed(0)} MB`, holds: peak_mb < mostMegabytes },
  ];
}
