// How a request from a shared terminal comes in: by itself it looks; with a named person it acts as far as both reach.
import { type Door, readCookie, writeCookie } from '@holdfast/platform/door';
import { Failure } from '@holdfast/platform/failure';
import { type Grant, narrowGrants, type Principal } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { personOfStep } from './store.people.ts';
import { type TerminalHere, terminalOf } from './store.ts';

const cookieName = 'holdfast.terminal';
/** The header that carries what naming oneself gave. */
export const personHeader = 'holdfast-person';
/** Browsers keep no cookie longer; each start of the terminal's page renews it. */
const longest_s = 400 * 24 * 3600;

export const terminalCookie = (mark: string, isSecure: boolean): string => writeCookie(cookieName, mark, longest_s, isSecure);

type PersonOf = (person_id: string) => Promise<{ name: string; active: boolean; grants: readonly Grant[] } | null>;

/** The door of terminals. A browser that is one stays one, also when somebody signed in with it. */
export function terminalDoor(db: Database, personOf: PersonOf): Door {
  return async ({ headers, changes }) => {
    const mark = readCookie(headers.cookie, cookieName);
    const here = mark === null ? null : await terminalOf(db, mark);
    if (here === null) return null;
    const token = headers[personHeader];
    if (typeof token !== 'string' || token === '') return alone(here);
    const person_id = await personOfStep(db, { token, terminal_id: here.id, spend: changes });
    const person = person_id === null ? null : await personOf(person_id);
    if (person_id !== null && person?.active === true) return together(here, { ...person, person_id }, changes);
    if (changes) throw new Failure('forbidden', 'person_needed');
    return alone(here);
  };
}

function grantsOf({ role, site_id, zone_id }: TerminalHere): Grant[] {
  return [{ role, scope: zone_id === null ? 'site' : 'zone', site_id, zone_id, expires_at: null }];
}

function alone(here: TerminalHere): Principal {
  const { id, name, role } = here;
  return { person_id: id, name, via: 'terminal', through: id, grants: grantsOf(here), bounds: { role, needs_person: true } };
}

/** Looking stays the terminal's; what changes something takes the person's own rights, as far as the terminal's role and place allow. */
function together(here: TerminalHere, person: { person_id: string; name: string; grants: readonly Grant[] }, changes: boolean): Principal {
  const { person_id, name } = person;
  const by = { person_id, name, via: 'terminal' as const, through: here.id };
  if (!changes) return { ...by, grants: grantsOf(here), bounds: { role: here.role, needs_person: true } };
  return { ...by, grants: narrowGrants(person.grants, here), bounds: { role: here.role } };
}
