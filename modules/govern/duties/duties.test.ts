// Duties: every citation and mark is that of the facts of law, every role is worded in both languages, readings expire, acts count in a member's term.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requirements } from '@holdfast/core-law';
import { bindings } from './evidence.ts';
import { nationalFacts } from '../../../core/law/src/national.data.ts';
import { nis2Facts } from '../../../core/law/src/nis2.data.ts';
import { foldDuties, isMember, noteTraining, requireTraining, stateOfReading, type Trained } from './rules.ts';
import { allReadings } from './rules.reading.data.ts';
import { dutyRole } from './schema.ts';

const law = new Map([...nis2Facts, ...nationalFacts].map((it) => [it.id, it]));

test('each duty carries the citation, mark and date of the fact of law it rests on', () => {
  assert.ok(law.size > 50, `only ${law.size} facts of law`);
  for (const { role, duties } of allReadings)
    for (const duty of duties) {
      const fact = law.get(duty.fact);
      assert.ok(fact !== undefined, `${role}: no fact ${duty.fact}`);
      assert.deepEqual([duty.cite, duty.verify, duty.as_of], [fact.cite, fact.verify, fact.as_of], `${role} ${duty.fact}`);
      assert.match(duty.cited.de, /^(NIS2 Art\. |BSIG § )\d/, `${role} ${duty.fact} cites as German acts do`);
    }
});

test('each role has a reading in both languages; the management body’s speaks of approving, overseeing, training, liability and reporting', () => {
  assert.deepEqual(allReadings.map((it) => it.role).toSorted(), [...dutyRole.options].toSorted());
  for (const { role, duties, monday } of allReadings)
    for (const text of [...duties.map((it) => it.text), ...monday]) assert.ok(text.en.length > 20 && text.de.length > 20, role);
  const board = new Set(allReadings.find((it) => it.role === 'board')!.duties.map((it) => it.fact));
  for (const fact of [
    'NIS2-20.1.approve',
    'NIS2-20.1.oversee',
    'NIS2-20.1.liable',
    'NIS2-20.2.train',
    'NIS2.reporting.stages.early_warning',
    'NIS2.reporting.stages.final_report',
  ])
    assert.ok(board.has(fact), fact);
});

test('the evidence names requirements there are', () => {
  const known = new Set(requirements.map((it) => it.id));
  assert.deepEqual(
    bindings.flatMap((it) => it.requirements.filter((id) => !known.has(id))),
    [],
  );
});

test('a reading counts a year, and ends when the duties say something else', () => {
  const read = { version: 1, read_at: '2026-01-01T00:00:00Z', expires_at: '2027-01-01T00:00:00Z' };
  assert.equal(stateOfReading(undefined, 1, new Date('2026-06-01')), 'to_read');
  assert.equal(stateOfReading(read, 1, new Date('2026-12-31T23:59:59Z')), 'read');
  assert.equal(stateOfReading(read, 1, new Date('2027-01-01T00:00:00Z')), 'expired');
  assert.equal(stateOfReading(read, 2, new Date('2026-06-01')), 'again');
});

test('the latest training held counts, whichever was entered last', () => {
  const trained = new Map<string, Trained>();
  noteTraining(trained, 'a', { held_on: '2026-05-01', valid_until: '2027-05-01' });
  noteTraining(trained, 'a', { held_on: '2025-05-01', valid_until: '2026-05-01' });
  assert.equal(trained.get('a')!.held_on, '2026-05-01');
  const base = { subject_type: 'person', subject_id: 'a', at: new Date('2026-05-02T00:00:00Z'), site_id: null, actor: 'b' };
  const stand = foldDuties([
    { ...base, kind: 'duty.training_recorded', data: { role: 'board', person_id: 'a', held_on: '2026-05-01', valid_until: '2027-05-01' } },
  ]);
  assert.deepEqual(stand.trained.get('board/a'), { held_on: '2026-05-01', valid_until: '2027-05-01' });
});

test('an act is the management body’s only within its member’s term', () => {
  const terms = [{ person_id: 'a', from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' }];
  assert.equal(isMember(terms, 'a', new Date('2026-03-01')), true);
  assert.equal(isMember(terms, 'a', new Date('2026-06-01T00:00:00Z')), false);
  assert.equal(isMember(terms, 'b', new Date('2026-03-01')), false);
});

test('reading or training proves something only of who held the role, and a training that still counted', () => {
  const marks = (id: string, data: Record<string, unknown>) =>
    bindings
      .find((it) => it.id === id)!
      .reads({
        kind: 'duty',
        subject_type: 'person',
        subject_id: 'p',
        at: new Date('2026-11-22T10:00:00Z'),
        site_id: null,
        actor: 'p',
        data,
      }).length;
  assert.equal(marks('duties.read_by_board', { role: 'board', is_holder: true }), 1);
  assert.equal(marks('duties.read_by_board', { role: 'board', is_holder: false }), 0);
  assert.equal(marks('duties.read_by_board', { role: 'ciso', is_holder: true }), 0);
  const board = { role: 'board', is_holder: true, valid_until: '2026-11-22' };
  assert.equal(marks('duties.board_trained', board), 1);
  assert.equal(marks('duties.board_trained', { ...board, valid_until: '2026-11-21' }), 0);
  assert.equal(marks('duties.board_trained', { ...board, is_holder: false }), 0);
  assert.equal(marks('duties.trained', { ...board, role: 'technician' }), 1);
  assert.equal(marks('duties.trained', { ...board, role: 'technician', is_holder: false }), 0);
});

const reads = (id: string, kind: string, data: Record<string, unknown>) =>
  bindings
    .find((it) => it.id === id)!
    .reads({ kind, subject_type: 'person', subject_id: 'p', at: new Date('2026-11-22T10:00:00Z'), site_id: null, actor: 'p', data });

test('a training proves through its own last day, at the sites where its person held the role', () => {
  const board = { role: 'board', person_id: 'a', is_holder: true, held_on: '2026-11-20', valid_until: '2028-11-20' };
  assert.deepEqual(reads('duties.board_trained', 'duty.training_recorded', { ...board, at_sites: null }), [
    { subject_id: 'a', effect: 'proves', until_on: '2028-11-20' },
  ]);
  assert.equal(bindings.find((it) => it.id === 'duties.board_trained')!.fresh_days, null);
  const managed = { role: 'plant_manager', person_id: 'b', is_holder: true, version: 1, at_sites: ['north'] };
  assert.deepEqual(reads('duties.read_by_plant_manager', 'duty.read', managed), [{ subject_id: 'b', effect: 'proves', at_site: 'north' }]);
});

test('a new version ends the proof of everybody who read an earlier one, and of no other role', () => {
  const renewed = { role: 'ciso', version: 2, person_ids: ['a', 'b'] };
  assert.deepEqual(reads('duties.read_by_ciso', 'duty.reading_renewed', renewed), [
    { subject_id: 'a', effect: 'ends' },
    { subject_id: 'b', effect: 'ends' },
  ]);
  assert.deepEqual(reads('duties.read_by_board', 'duty.reading_renewed', renewed), []);
});

test('a training held today is taken from the day’s first minute on, wherever that day began; one of tomorrow is not', () => {
  const held = (held_on: string) => ({ held_on, valid_until: '2027-11-23' }) as Parameters<typeof requireTraining>[0];
  const justAfterMidnight = new Date('2026-11-23T00:05:00+01:00');
  requireTraining(held('2026-11-23'), justAfterMidnight);
  assert.throws(() => requireTraining(held('2026-11-24'), justAfterMidnight), { code: 'training_in_future' });
});
