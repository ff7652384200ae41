// The command line's entry: finds the command, runs it, hands back its exit code.
import { enableCompileCache } from 'node:module';
import { commands } from './commands.ts';

// Keeps the compiled code between runs: a quarter of a short inspection would go into compiling.
enableCompileCache();

// Whoever reads may have had enough (`holdfast inspect --json x | head`): then it ends as a program does that SIGPIPE stops.
const PIPE_CLOSED = 141;
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit(PIPE_CLOSED);
});

const [name = 'help', ...rest] = process.argv.slice(2);
const command = commands[name];

if (name === 'help' || name === '--help' || name === '-h') {
  process.stdout.write(usage());
} else if (command === undefined) {
  process.stderr.write(`holdfast has no command "${name}"\n\n${usage()}`);
  process.exitCode = 64;
} else {
  const { run } = await command.load();
  process.exitCode = await run(rest);
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  holdfast ${usage.padEnd(38)} ${about}`);
  return `usage:\n${lines.join('\n')}\n`;
}
