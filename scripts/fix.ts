// `npm run fix`: formats everything and mends what the linter can mend.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

for (const args of [['oxfmt/bin/oxfmt'], ['oxlint/bin/oxlint', '--fix', '--quiet']] as const) {
  const [tool, ...rest] = args;
  const done = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...rest], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exitCode = 1;
}
