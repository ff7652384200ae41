// The way back in for who lost everything: whoever runs the machine takes a person's ways of signing in away and gets one code for a new password.
import { resetPassword } from '@holdfast/platform/accounts';
import type { Act } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { removeFactor } from '@holdfast/platform/sign-in-factor';
import { endLocksOf } from '@holdfast/platform/sign-in-lock';
import { removePasskeys } from '@holdfast/platform/sign-in-passkeys';
import { permitConsole } from './access.ts';
import { findPersonByEmail, readPerson } from './store.ts';

export type SignInReset = { name: string; code: string; expires_at: string };

/**
 * Takes password, second factor, passkeys, sessions and lock-outs of the person with this address away, in one act that says it came from the
 * console. Returns the code they choose a new password with; it is kept nowhere. Throws Failure('not_found', 'person_not_found') and
 * Failure('conflict', 'account_closed').
 */
export async function resetSignIn({ db, act }: { db: Database; act: Act }, email: string): Promise<SignInReset> {
  const person_id = await findPersonByEmail(db, email.trim());
  if (person_id === null) throw new Failure('not_found', 'person_not_found');
  const { name, active } = await readPerson(db, person_id);
  if (!active) throw new Failure('conflict', 'account_closed');
  let made: { code: string; expires_at: string } | undefined;
  await act(permitConsole(), { site: null, kind: 'account.reset_at_console' }, async (tx) => {
    const passkeys = await removePasskeys(tx, person_id);
    const second_factor = await removeFactor(tx, person_id);
    made = await resetPassword(tx, person_id);
    await endLocksOf(tx, person_id);
    return { subject: { type: 'person', id: person_id }, facts: { second_factor, passkeys }, result: null };
  });
  return { name, ...made! };
}
