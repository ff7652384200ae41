// Risks: accepted by somebody else and for a time, rated by the evidence, returned when the day is over or when the risk is another; and the register as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Fact } from '@holdfast/core-law';
import {
  accepted,
  changed,
  chooseRisks,
  closed,
  foldRisks,
  followGap,
  isAcceptanceOver,
  noted,
  rankOf,
  rated,
  ratingOfGap,
  returned,
} from './rules.ts';
import { rating, type Risk, riskQuery, type Told } from './schema.ts';

const [anna, bert, carla] = ['a', 'b', 'c'].map((it) => `01a20000-0000-7000-8000-00000000000${it}`) as [string, string, string];
const by = (person_id: string, today = '2026-11-22') => ({ person_id, today, at: `${today}T09:00:00.000Z` });
const words = { title: 'The filler stands', consequence: 'Three days without bottles.', rating: 'high', treatment: 'reduce' } as const;
const one = noted({ ...words, owner_id: bert, review_on: '2027-01-10' }, 1, by(anna));
const accept = { residual: 'medium', until_on: '2027-03-01', reason: 'Cheaper than a second filler.', version: 1 } as const;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
  return 'nothing thrown';
};

test('a risk is noted with owner and a day to look at it again, never one that is over or too far', () => {
  assert.deepEqual([one.number, one.kind, one.state, one.title.de, one.version], [1, 'operation', 'open', 'The filler stands', 1]);
  const on = (review_on: string) => codeOf(() => noted({ ...words, owner_id: bert, review_on }, 1, by(anna)));
  assert.deepEqual([on('2026-11-21'), on('2027-11-24'), on('2027-11-23')], ['risk_review_past', 'risk_review_far', 'nothing thrown']);
});

test('who noted or owns it does not accept it; what is left is no more than there was, and only for a time', () => {
  const tried = (person_id: string, more = {}) => codeOf(() => accepted(one, { ...accept, ...more }, by(person_id)));
  assert.deepEqual([tried(anna), tried(bert)], ['second_person_needed', 'second_person_needed']);
  assert.equal(tried(carla, { residual: 'very_high' }), 'risk_residual_above');
  assert.deepEqual(
    [tried(carla, { until_on: '2026-11-22' }), tried(carla, { until_on: '2027-11-24' })],
    ['risk_acceptance_time', 'risk_acceptance_time'],
  );
  const it = accepted(one, accept, by(carla));
  assert.deepEqual([it.state, it.residual, it.accepted_by, it.accepted_until, it.version], ['accepted', 'medium', carla, '2027-03-01', 2]);
});

test('an acceptance returns to the decider after its last day, and at once when the risk is rated or treated otherwise', () => {
  const it = accepted(one, accept, by(carla));
  assert.deepEqual([isAcceptanceOver(it, '2027-03-01'), isAcceptanceOver(it, '2027-03-02')], [false, true]);
  assert.deepEqual([returned(it).state, returned(it).accepted_by], ['open', null]);
  const same = { title: one.title.en, consequence: one.consequence.en, owner_id: carla, review_on: '2027-02-01', version: 2 };
  assert.equal(changed(it, { ...same, rating: 'high', treatment: 'reduce' }).state, 'accepted');
  assert.equal(changed(it, { ...same, rating: 'low', treatment: 'reduce' }).state, 'open');
  assert.equal(changed(it, { ...same, rating: 'high', treatment: 'transfer' }).state, 'open');
});

test('a gap rates higher the less is there, and one of the ten higher than others', () => {
  const of = (state: string, good: number, is_minimum = false) => ratingOfGap({ state, is_minimum, good, of: 4 });
  assert.deepEqual(
    [of('missing', 0), of('unobserved', 0), of('stale', 0), of('partly', 1), of('partly', 3)],
    ['high', 'high', 'medium', 'medium', 'low'],
  );
  assert.deepEqual([of('missing', 0, true), of('partly', 3, true)], ['very_high', 'medium']);
});

test('a risk of not complying closes with its gap, and is rated anew when the gap or the score of the site moves', () => {
  const score = { good: 10, of: 40 };
  const it: Told = { ...one, kind: 'non_compliance', gap_id: 'minimum:3', score };
  assert.equal(followGap(it, undefined, score), 'closed');
  assert.equal(followGap(it, { rating: 'high' }, score), null);
  assert.equal(followGap(it, { rating: 'medium' }, score), 'rated');
  assert.equal(followGap(it, { rating: 'high' }, { good: 11, of: 40 }), null);
  assert.equal(followGap(it, { rating: 'high' }, { good: 12, of: 40 }), 'rated');
  assert.equal(followGap(closed(it, by(anna).at), undefined, score), null);
  assert.equal(followGap(one, undefined, score), null, 'what a person wrote down closes by a person');
});

test('rated worse, an acceptance ends; rated no worse, it stays', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rating.options), fc.constantFrom(...rating.options), (from, to) => {
      const it = accepted({ ...one, rating: from }, { ...accept, residual: 'low' }, by(carla));
      const after = rated(it, { rating: to, score: { good: 1, of: 2 } });
      assert.equal(after.state, rankOf(to) > rankOf(from) ? 'open' : 'accepted');
      assert.equal(after.rating, to);
    }),
  );
});

test('the register is what the last entry of each risk says; open ones come first, the highest first', () => {
  const fact = (subject_id: string, risk: Told): Fact => ({
    kind: 'risk.noted',
    subject_type: 'risk',
    subject_id,
    at: new Date(0),
    site_id: null,
    actor: anna,
    data: { risk },
  });
  const two = { ...one, number: 2, rating: 'very_high' as const };
  const facts = [fact('one', one), fact('two', two), fact('one', accepted(one, accept, by(carla)))];
  assert.deepEqual(
    foldRisks(facts).map(({ id, it }) => [id, it.state]),
    [
      ['one', 'accepted'],
      ['two', 'open'],
    ],
  );
  assert.deepEqual(
    foldRisks(facts.slice(0, 1)).map(({ it }) => it.state),
    ['open'],
  );
  const names = { owner_name: 'Bert', noted_by_name: 'Anna', accepted_by_name: null, review_is_due: false };
  const rows: Risk[] = [
    { ...one, ...names, id: 'one' },
    { ...two, ...names, id: 'two' },
    { ...closed(two, by(anna).at), ...names, id: 'three' },
  ];
  const idsOf = (query: object) => chooseRisks(rows, riskQuery.parse(query)).map((it) => it.id);
  assert.deepEqual(
    [idsOf({}), idsOf({ sort: 'rating' }), idsOf({ state: 'closed' }), idsOf({ search: 'bottles', rating: 'high' })],
    [['two', 'one', 'three'], ['one', 'two', 'three'], ['three'], ['one']],
  );
});
