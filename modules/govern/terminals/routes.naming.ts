// Routes at a terminal: a person says who they are, for one act or a short while, and stops being named.
import { randomBytes } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import { hashPin, isPin } from '@holdfast/platform/pin';
import { createRateLimit } from '@holdfast/platform/rate-limit';
import { narrowGrants } from '@holdfast/platform/permit';
import { type Context, route } from '@holdfast/platform/route';
import { done } from '@holdfast/platform/shapes';
import { grantsOf } from '@holdfast/roles/store';
import type { z } from 'zod';
import { nameAtTerminal, permitPins } from './access.ts';
import { requirePin } from './routes.pins.ts';
import { named, naming, terminalPeople } from './schema.ts';
import { terminalById, type TerminalHere } from './store.ts';
import {
  addStep,
  endSteps,
  findPerson,
  forgetPinTries,
  listNameable,
  pinTries,
  type PinTry,
  readBadge,
  setPin,
  takePinTry,
} from './store.people.ts';

/** How long a token for one act may wait for that act. */
const once_s = 60;

export const namingRoutes = () => {
  // Per terminal and over all people: whoever tries one PIN with many badges meets this. A right one gives none back, or one's own badge would.
  const tries = createRateLimit({ burst: 30, refill_ms: 5_000 });
  return [
    route({
      method: 'GET',
      path: '/api/v1/terminal/people',
      summary: 'Who can be named at this terminal',
      access: nameAtTerminal,
      output: terminalPeople,
      handle: async ({ context }) => ({ rows: await listNameable(context.db, await hereOf(context)) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/terminal/person',
      summary: 'Say who stands at this terminal, with badge or name and PIN',
      access: nameAtTerminal,
      body: naming,
      output: named,
      handle: async ({ body, context }) => {
        const here = await hereOf(context);
        const retry_after_s = tries.take(here.id, context.now.getTime());
        if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
        const person_id = await provePerson(context, here, body);
        if (narrowGrants(await grantsOf(context.db, person_id), here).length === 0) throw new Failure('forbidden', 'no_role_at_terminal');
        const token = randomBytes(32).toString('base64url');
        const once = here.person_seconds === 0;
        const seconds = once ? once_s : here.person_seconds;
        const expires_at = await addStep(context.db, { token, terminal_id: here.id, person_id, once, seconds });
        const { name } = await readBadge(context.db, person_id);
        return { token, person: { id: person_id, name }, once, expires_at };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/terminal/person',
      summary: 'Nobody stands at this terminal any more',
      access: nameAtTerminal,
      output: done,
      handle: async ({ context }) => {
        await endSteps(context.db, (await hereOf(context)).id);
        return { done: true as const };
      },
    }),
  ];
};

function hereOf({ db, principal }: Context): Promise<TerminalHere> {
  return terminalById(db, principal.via === 'terminal' ? principal.through : undefined);
}

/** The person whose badge (or name) and PIN these are. One refusal for everything that is wrong, after the same work. */
async function provePerson(context: Context, here: TerminalHere, it: z.output<typeof naming>): Promise<string> {
  const person_id = await findPerson(context.db, it);
  const kept = person_id === null ? null : await takePinTry(context.db, person_id);
  const isRight = await isPin(it.pin, kept?.hash ?? null);
  if (person_id === null || kept === null || !isRight) {
    if (person_id !== null && kept?.tries === pinTries) await tellLocked(context, here, person_id);
    throw new Failure('forbidden', 'badge_or_pin_wrong');
  }
  if (kept.must_change) await chooseFirst(context, person_id, kept, it);
  else await forgetPinTries(context.db, person_id);
  return person_id;
}

async function chooseFirst(context: Context, person_id: string, kept: PinTry, it: z.output<typeof naming>): Promise<void> {
  await forgetPinTries(context.db, person_id);
  if (it.new_pin === undefined) throw new Failure('conflict', 'pin_change_needed');
  requirePin(it.new_pin);
  if (await isPin(it.new_pin, kept.hash)) throw new Failure('unprocessable', 'pin_same');
  const hash = await hashPin(it.new_pin);
  await context.act(permitPins(), { site: null, kind: 'person.pin_set' }, async (tx) => {
    await setPin(tx, person_id, { hash, must_change: false });
    return { subject: { type: 'person', id: person_id }, facts: { terminal_id: context.principal.through }, result: null };
  });
}

async function tellLocked(context: Context, here: TerminalHere, person_id: string): Promise<void> {
  await context.act(permitPins(), { site: null, kind: 'person.pin_locked' }, async () => ({
    subject: { type: 'person', id: person_id },
    facts: { terminal_id: here.id, tries: pinTries },
    result: null,
  }));
}
