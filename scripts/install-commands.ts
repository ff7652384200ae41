// Commands of an installation that the command line of a checkout does not have: version.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asStartFault, StartFault } from '../platform/src/start-fault.ts';
import { productVersion } from '../platform/src/version.ts';
import { findChanged } from './install-check.ts';
import { readBundleFacts } from './install-service.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const commands: Record<string, (args: string[]) => Promise<void>> = { version, help };

/** `holdfast version [--check]`: what is installed; with `--check` whether every file still is what was signed. */
async function version(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } });
  if (!existsSync(join(root, 'BUNDLE.json'))) return say(`Holdfast ${productVersion}, from its repository`);
  const facts = readBundleFacts(root);
  say(
    `Holdfast ${facts.version} for ${facts.platform} (Node ${facts.node}, PostgreSQL ${facts.postgres}${facts.commit === null ? '' : `, commit ${facts.commit.replace(/^(.{12})[^-]*/, '$1')}`})`,
  );
  if (values.check !== true) return;
  const changed = await findChanged(root);
  if (changed.length > 0)
    throw new StartFault(
      'changed',
      `Changed since it was installed: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ` and ${changed.length - 5} more` : ''}.`,
    );
  say('Every file is what was signed.');
}

async function help(): Promise<void> {
  say('  holdfast serve [OPTIONS]                        start it; --help for what can be set');
  say('  holdfast version [--check]                      what is installed, and whether every file is what was signed');
}

const [name = 'help', ...rest] = process.argv.slice(2);
try {
  await (commands[name] ?? help)(rest);
} catch (thrown) {
  const fault = asStartFault(thrown, process.env['HOLDFAST_DATA'] ?? 'the data folder');
  process.stderr.write(`${fault instanceof StartFault ? fault.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
  process.exitCode = 1;
}
