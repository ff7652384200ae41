// The roster as a kind of import: a day, a shift, a role and a person a row; the same row again changes nothing, another name takes the place over.
import type { Tx } from '@holdfast/platform/act';
import { tellList } from '@holdfast/platform/large-fact';
import type { Database } from '@holdfast/platform/route';
import type { Entry } from '@holdfast/roster/schema';
import { listShifts } from '@holdfast/roster/store';
import { entriesBetween, type EntryUndo, type EntryWrite, unwriteEntries, writeEntries } from '@holdfast/roster/store.import';
import { sql } from 'kysely';
import { compareRows, fieldsOf, type ParsedRow } from './rules.ts';
import type { Standing } from './rules-simple.ts';
import type { Problem } from './schema.ts';
import type { AppliedRow, ImportKind } from './store.kind.ts';
import { findIn, lookup, readLastValues } from './store.last.ts';

type Place = Pick<Entry, 'on_date' | 'shift_id' | 'role' | 'way'>;
type Person = { id: string; name: string; email: string; active: boolean };
const counted = (keys: readonly string[]): Map<string, number> => {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
};

/** Names of shifts and people, both ways. Two people of one name are told apart by their address. */
async function readNames(db: Database | Tx, site_id: string) {
  const shifts = await listShifts(db, site_id);
  const { rows: people } = await sql<Person>`select id, name, email, active from holdfast.person`.execute(db);
  const shared = counted(people.map((it) => it.name));
  return {
    shiftOf: lookup(shifts.map((it) => ({ id: it.id, words: [it.name] }))),
    personOf: lookup(people.filter((it) => it.active).map((it) => ({ id: it.id, words: [it.name, it.email] }))),
    shifts: new Map(shifts.map((it) => [it.id, it.name])),
    people: new Map(people.map((it) => [it.id, shared.get(it.name) === 1 ? it.name : `${it.name}, ${it.email}`])),
  };
}
type Names = Awaited<ReturnType<typeof readNames>>;
type Read = { place: Place | null; person_id: string | null; ids: Record<string, string>; problems: Problem[] };

/** What a row means; a name nobody knows is a problem of its column. */
function readRow({ values }: ParsedRow, { shiftOf, personOf }: Names): Read {
  const problems: Problem[] = [];
  const ids: Record<string, string> = {};
  const find = (field: 'shift' | 'person', map: Names['shiftOf'], code: string): void => {
    const word = values[field];
    if (word === undefined) return;
    const hit = findIn(map, word);
    if ('id' in hit) ids[field] = hit.id;
    else problems.push({ field, column: null, code: `${code}_${hit.code}`, params: { value: word.slice(0, 80) } });
  };
  find('shift', shiftOf, 'shift');
  find('person', personOf, 'owner');
  const { date, role = 'shift_lead', way = 'on_shift' } = values;
  const shift_id = ids['shift'];
  const place = date === undefined || shift_id === undefined ? null : ({ on_date: date, shift_id, role, way } as Place);
  return { place, person_id: ids['person'] ?? null, ids, problems };
}

type Placed = Place & { person_id: string | null };

/** How a day is found again: by its place; where several stand side by side, in the list or in the plan, by place and person. */
function keysFor(read: readonly Read[], known: readonly Entry[], { shifts, people }: Names): (it: Placed) => string {
  const place = (it: Place): string => `place:${it.on_date} ${shifts.get(it.shift_id) ?? ''} ${it.role} ${it.way}`;
  const asked = counted(read.flatMap((it) => (it.place === null ? [] : [place(it.place)])));
  const held = counted(known.map(place));
  return (it) => {
    const key = place(it);
    const isShared = (asked.get(key) ?? 0) > 1 || (held.get(key) ?? 0) > 1;
    return isShared ? `${key} ${people.get(it.person_id ?? '') ?? ''}` : key;
  };
}

export const rosterKind: Omit<ImportKind, 'access'> = {
  kind: 'roster',
  fields: fieldsOf.roster,
  place: 'site',
  async plan(db, scope, rows) {
    const names = await readNames(db, scope.site_id);
    const read = new Map(rows.map((row) => [row.row_number, readRow(row, names)]));
    const days = rows.flatMap(({ values }) => values['date'] ?? []).toSorted();
    const known = days[0] === undefined ? [] : await entriesBetween(db, scope.site_id, days[0], days.at(-1)!);
    const keyOf = keysFor([...read.values()], known, names);
    const shown = (it: Entry): Standing => {
      const [shift, person] = [
        names.shifts.get(it.shift_id) ?? '',
        it.person_id === null ? null : (names.people.get(it.person_id) ?? null),
      ];
      return { id: it.id, label: `${it.on_date} ${shift}`, values: { date: it.on_date, shift, role: it.role, way: it.way, person } };
    };
    return compareRows(rows, {
      by_key: new Map(known.map((it) => [keyOf(it), shown(it)])),
      keysOf: ({ row_number }) => {
        const { place, person_id } = read.get(row_number)!;
        return place === null ? [] : [keyOf({ ...place, person_id })];
      },
      // However the list spells a shift or a person: they are shown by their name.
      resolve: (row) => {
        const { ids, problems, place, person_id } = read.get(row.row_number)!;
        const values: Record<string, string> = {};
        if (place !== null) values['shift'] = names.shifts.get(place.shift_id) ?? '';
        if (person_id !== null) values['person'] = names.people.get(person_id) ?? '';
        return { ids, values, problems };
      },
      labelOf: ({ values }) => [values['date'], values['shift'], values['person']].filter(Boolean).join(' · '),
      last: await readLastValues(
        db,
        scope.site_id,
        known.map((it) => it.id),
      ),
      // A list says who stands where on a day: whoever stood there before is replaced.
      take: true,
    });
  },
  async apply(tx, scope, rows) {
    const writes = rows.map((it): EntryWrite => {
      const value = (field: string): string | undefined => it.cells.find((cell) => cell.field === field)?.to;
      return {
        row_number: it.row_number,
        id: it.subject_id,
        on_date: value('date')!,
        shift_id: it.ids['shift'] as string,
        role: (value('role') ?? 'shift_lead') as Entry['role'],
        way: (value('way') ?? 'on_shift') as Entry['way'],
        person_id: it.ids['person'] as string,
      };
    });
    const written = await writeEntries(tx, scope.site_id, writes, scope.permit.actor_id);
    scope.note(rows.length);
    return written.map(({ row_number, id, undo }) => ({ row_number, subject_id: id, undo }));
  },
  undo: (tx, scope, rows) => unwriteEntries(tx, scope.site_id, rows.map(undoOf)),
  tell: (rows) =>
    tellList(
      'roster_entries',
      rows.map((it) => undoOf(it).entry),
    ),
  tellUndone: (rows) => {
    const back = rows.map(undoOf);
    const kept = back.flatMap((it) => it.before ?? []);
    const removed = back.filter((it) => it.before === null).map((it) => it.entry.id);
    return { facts: { ...tellList('roster_entries', kept).facts, removed }, personal: tellList('roster_entries', kept).personal };
  },
  jobs: () => [],
};

const undoOf = (it: AppliedRow): EntryUndo => it.undo as EntryUndo;
