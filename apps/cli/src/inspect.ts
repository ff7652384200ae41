// holdfast inspect FILE... [--json]: reads captures, prints what was found. Exit 0, or 2 when nothing could be read; needs no server.
import { startSecondThread } from './second-thread.ts';

const NOTHING_READ = 2;
const WRONG_USAGE = 64;

/** Runs the command; faults of single files are in the report, not in the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--json');
  if (unknown !== undefined || names.length === 0) {
    process.stderr.write(
      `${unknown === undefined ? 'no capture named' : `unknown option ${unknown}`}\nusage: holdfast inspect FILE... [--json]\n`,
    );
    return WRONG_USAGE;
  }
  // The second thread starts while the reading code is loaded here.
  const second = startSecondThread(names);
  const { inspectFiles } = await import('./inspect-files.ts');
  const report = await inspectFiles(names, second);
  const text = args.includes('--json')
    ? `${JSON.stringify((await import('./inspect-words.ts')).wordReasons(report))}\n`
    : (await import('./inspect-report.ts')).writeHumanReport(report);
  await new Promise((done) => process.stdout.write(text, done));
  return report.capture.files.some((file) => file.packets > 0 || file.fault === null) ? 0 : NOTHING_READ;
}
