// The commands: one line each, loaded only when called.
import { isBuilt } from '@holdfast/platform/built';

const app = new URL('../', import.meta.url);
const builtInspect = new URL('dist/inspect.js', app).href;

/** A command: `run` gets the arguments after its name and returns the exit code. */
export type Command = { usage: string; about: string; load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }> };

export const commands: Record<string, Command> = {
  inspect: {
    usage: 'inspect FILE... [--json]',
    about: 'what is on the network a capture was taken from',
    load: () => (isBuilt(app) ? (import(builtInspect) as ReturnType<Command['load']>) : import('./inspect.ts')),
  },
  verify: {
    usage: 'verify [--data FOLDER] [--vkey KEY ...]',
    about: 'whether anybody changed the ledger, and what',
    load: () => import('./verify.ts'),
  },
  backup: {
    usage: 'backup [TO] [--passphrase-file FILE]',
    about: 'everything in one encrypted file, also while it runs; --check FILE looks at one',
    load: () => import('./backup.ts'),
  },
  restore: {
    usage: 'restore FILE [--passphrase-file FILE]',
    about: 'a backup in place of the data',
    load: () => import('./restore.ts'),
  },
  signer: {
    usage: 'signer status | rotate [--data FOLDER]',
    about: 'what signs the ledger, and its key replaced',
    load: () => import('./signer.ts'),
  },
  witness: {
    usage: 'witness serve | add VKEY | logs | vkeys',
    about: 'cosigns the ledgers of other plants',
    load: () => import('./witness.ts'),
  },
  probe: {
    usage: 'probe PLAN.json --from ADDRESS | --respond ADDRESS',
    about: 'the connections of an isolation drill, or the responder they end at',
    load: () => import('./probe.ts'),
  },
  enforcer: {
    usage: 'enforcer enrol | run | status | isolate | release',
    about: 'holds conduits on this Linux firewall, with or without the server',
    load: () => import('./enforcer.ts'),
  },
  'restore-code': {
    usage: 'restore-code [--data FOLDER]',
    about: 'the second word of a restore, where only one person could decide',
    load: () => import('./restore-code.ts'),
  },
  'reset-sign-in': {
    usage: 'reset-sign-in E-MAIL [--data FOLDER]',
    about: 'a new way in for who lost password, phone and codes',
    load: () => import('./reset-sign-in.ts'),
  },
};
