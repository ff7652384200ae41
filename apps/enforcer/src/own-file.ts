// A file nobody but the enforcer's own user may read.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { EnforcerFault } from './fault.ts';

/** The text of a file of its own, null where there is none. */
export function readOwn(path: string): string | null {
  if (!existsSync(path)) return null;
  const { mode, uid } = statSync(path);
  if (uid !== process.getuid?.())
    throw new EnforcerFault('not_own', `${path} belongs to another user. Run: chown ${process.getuid?.()} ${path}`);
  if ((mode & 0o077) !== 0) throw new EnforcerFault('open_to_others', `${path} can be read by others. Run: chmod go= ${path}`);
  return readFileSync(path, 'utf8');
}
