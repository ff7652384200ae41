// People as a kind of import: found again by their e-mail address; an import gives no role and no password.
import { type PersonUndo, unwritePeople, writePeople } from '@holdfast/people/store.import';
import { listPeople } from '@holdfast/people/store';
import { compareRows, fieldsOf, writtenValues } from './rules.ts';
import type { Standing } from './rules-simple.ts';
import type { ImportKind } from './store.kind.ts';
import { readLastValues } from './store.last.ts';

export const personKind: Omit<ImportKind, 'access'> = {
  kind: 'person',
  fields: fieldsOf.person,
  place: 'organisation',
  async plan(db, scope, rows) {
    const people = await listPeople(db);
    const by_key = new Map(
      people.map((it): [string, Standing] => [
        `email:${it.email.toLowerCase()}`,
        {
          id: it.id,
          label: it.name,
          values: { email: it.email.toLowerCase(), name: it.name, language: it.language },
          refuse: it.active ? undefined : 'person_inactive',
        },
      ]),
    );
    return compareRows(rows, {
      by_key,
      keysOf: ({ values }) => (values['email'] === undefined ? [] : [`email:${values['email']}`]),
      resolve: () => ({ ids: {}, values: {}, problems: [] }),
      labelOf: ({ values }) => values['name'] ?? values['email'] ?? '',
      last: await readLastValues(
        db,
        scope.site_id,
        people.map((it) => it.id),
      ),
      take: scope.take,
    });
  },
  async apply(tx, scope, rows) {
    const written = await writePeople(
      tx,
      rows.map((it) => ({ row_number: it.row_number, id: it.subject_id, ...writtenValues(it) })),
    );
    scope.note(rows.length);
    return written.map(({ row_number, id, undo }) => ({ row_number, subject_id: id, undo }));
  },
  undo: (tx, _scope, rows) =>
    unwritePeople(
      tx,
      rows.map((it) => ({ id: it.subject_id, undo: it.undo as PersonUndo })),
    ),
  jobs: () => [],
};
