// What the clock does to the register of remote access: an entry past its review day has to be decided.
import type { Context } from '@holdfast/platform/route';
import { permitKeeping } from './access.ts';
import { escalate, listOverdue } from './store.remote.ts';

// Thrown inside the act, so that no entry says that nothing changed.
const nothingToDo = new Error('the entry was reviewed meanwhile');

/** Called each minute. */
export async function escalateRemotePaths({ db, act }: Pick<Context, 'db' | 'act'>, now: Date): Promise<void> {
  for (const due of await listOverdue(db, now)) {
    await act(permitKeeping(due.site_id), { site: due.site_id, kind: 'remote_path.escalated' }, async (tx) => {
      if (!(await escalate(tx, due))) throw nothingToDo;
      return { subject: { type: 'remote_path', id: due.id }, facts: { name: due.name }, result: null };
    }).catch((thrown: unknown) => {
      if (thrown !== nothingToDo) throw thrown;
    });
  }
}
