// The guard of a list that is tried: a process of its own that rolls back when nobody confirmed and the enforcer is gone.
import { setTimeout as wait } from 'node:timers/promises';
import { readBoot } from './boot.ts';
import { listenForCommands } from './control.ts';
import { EnforcerFault } from './fault.ts';
import { identityToHold } from './folder.ts';
import { answer, openHolder } from './run.ts';
import { readState } from './state.ts';

const graceMs = 300;

/** Waits until the list that waits is due, and rolls it back unless the enforcer runs and does it itself. Ends when nothing waits any more. */
export async function guardWaiting(folder: string): Promise<void> {
  const boot = readBoot();
  for (;;) {
    const { state } = readState(folder);
    if (state?.waiting === null || state?.waiting === undefined) return;
    const { waiting } = state;
    const left_s = waiting.boot === boot.id ? waiting.confirm_within_s - (boot.up_s() - waiting.since_s) : 0;
    if (left_s > 0) await wait(left_s * 1000 + graceMs);
    else if (await rollBackAlone(folder)) return;
    else await wait(1000);
  }
}

/** False while an enforcer runs on the folder. */
async function rollBackAlone(folder: string): Promise<boolean> {
  const identity = identityToHold(folder);
  const holder = openHolder(folder, identity, () => {});
  try {
    const lock = await listenForCommands(folder, (asked) => answer(holder, identity, asked));
    await holder.start(false);
    lock.close();
    return true;
  } catch (thrown) {
    if (thrown instanceof EnforcerFault && thrown.code === 'already_running') return false;
    throw thrown;
  }
}
