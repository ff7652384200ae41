// Short ways to say what a fact proves: used by every module's evidence.ts.
import type { Fact, Mark } from './evidence.ts';

/** The subject of bindings without a population: the site (or, in the organisation's log, all sites). */
export const wholeSite = 'site';

/** Proves of the site as a whole. */
export const provesSite: readonly Mark[] = [{ subject_id: wholeSite, effect: 'proves' }];
/** Ends what was proven of the site as a whole. */
export const endsSite: readonly Mark[] = [{ subject_id: wholeSite, effect: 'ends' }];

/** Proves of each subject. */
export const proves = (ids: readonly string[]): readonly Mark[] => ids.map((subject_id) => ({ subject_id, effect: 'proves' }));
/** Ends what was proven of each subject. */
export const ends = (ids: readonly string[]): readonly Mark[] => ids.map((subject_id) => ({ subject_id, effect: 'ends' }));

type Membership = { readonly subject_id: string; readonly effect: 'member' | 'gone' };
/** The subjects belong to the population. */
export const joins = (ids: readonly string[]): readonly Membership[] => ids.map((subject_id) => ({ subject_id, effect: 'member' }));
/** The subjects belong to it no more. */
export const leaves = (ids: readonly string[]): readonly Membership[] => ids.map((subject_id) => ({ subject_id, effect: 'gone' }));

/** The texts of a list among a fact's data; an absent or other value is an empty list. */
export function idsIn(fact: Pick<Fact, 'data'>, name: string): readonly string[] {
  const list = fact.data[name];
  return Array.isArray(list) ? list.filter((it): it is string => typeof it === 'string') : [];
}

/** The first of the lists that is there; none: the fact's own subject. For acts that take one record or many. */
export function subjectsOf(fact: Fact, ...lists: readonly string[]): readonly string[] {
  const name = lists.find((it) => Array.isArray(fact.data[it]));
  return name === undefined ? [fact.subject_id] : idsIn(fact, name);
}

/** Whether the fact says this of the subject: present and neither null, false nor empty. */
export const says = (fact: Pick<Fact, 'data'>, name: string): boolean => !isNothing(fact.data[name]);
/** Whether the fact speaks of it at all; a change that leaves a field out says nothing about it. */
export const speaksOf = (fact: Pick<Fact, 'data'>, name: string): boolean => fact.data[name] !== undefined;

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === false || value === '';
