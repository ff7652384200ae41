// Nobody approves what they cannot see: every kind that waits for a second person has a part that shows it in full.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { approvalKinds } from '../../server/src/approval-kinds.ts';

test('every kind of approval is shown in full before somebody says yes', () => {
  const shows = readFileSync(new URL('approval-shows.tsx', import.meta.url), 'utf8');
  const shown = [...shows.matchAll(/^ {2}'([a-z._]+)': /gm)].map((it) => it[1]);
  assert.deepEqual(shown.toSorted(), approvalKinds.map((it) => it.kind).toSorted());
});
