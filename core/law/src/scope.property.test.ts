// Scope under any figures: growing never lowers the class, and what is decided early stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideScope, type ScopeFacts, unansweredFacts } from './scope.ts';
import { entityTypes } from './sectors.data.ts';
import type { GroupCompany, Period } from './size.ts';

const million = 1_000_000;
const times = (amount: number | null): number | null => (amount === null ? null : amount * million);
const year = (headcount: number | null, turnover: number | null, balance: number | null, of = 2025): Period => ({
  year: of,
  headcount,
  turnover_eur: times(turnover),
  balance_sheet_eur: times(balance),
});
const twice = (headcount: number, turnover: number, balance: number): Period[] => [
  year(headcount, turnover, balance),
  year(headcount, turnover, balance, 2024),
];
const partner = (share_pct: number, headcount: number, turnover: number, balance: number): GroupCompany => ({
  relation: 'partner',
  share_pct,
  periods: twice(headcount, turnover, balance),
});
const does = (...ids: string[]): ScopeFacts['activities'] => ids.map((id, i) => ({ type_id: id, share: i === 0 ? 'principal' : 'part' }));
const factsOf = (given: Partial<ScopeFacts>): ScopeFacts => ({ ...unansweredFacts('AT'), active_in_union: true, ...given });

const rank = { out: 0, important: 1, essential: 2, critical: 3 } as const;
const figures = fc.record({ headcount: fc.nat(600), turnover: fc.nat(120), balance: fc.nat(120) });
const some = fc.subarray(
  entityTypes.map(({ id }) => id),
  { minLength: 1, maxLength: 3 },
);

test('property: more staff, turnover or balance sheet never lowers the class', () => {
  fc.assert(
    fc.property(figures, figures, some, fc.boolean(), (base, more, ids, grouped) => {
      const facts = (extra: typeof base): ScopeFacts =>
        factsOf({
          activities: does(...ids),
          periods: twice(base.headcount + extra.headcount, base.turnover + extra.turnover, base.balance + extra.balance),
          group: grouped ? [partner(30, 40, 9, 9)] : [],
        });
      const before = decideScope(facts({ headcount: 0, turnover: 0, balance: 0 })).outcome!;
      const after = decideScope(facts(more)).outcome!;
      assert.ok(rank[after] >= rank[before], `${before} -> ${after}`);
    }),
  );
});

test('property: one more activity or designation never lowers the class', () => {
  fc.assert(
    fc.property(figures, some, some, fc.boolean(), ({ headcount, turnover, balance }, ids, more, designated) => {
      const periods = twice(headcount, turnover, balance);
      const before = decideScope(factsOf({ activities: does(...ids), periods })).outcome!;
      const after = decideScope(
        factsOf({
          activities: [...does(...ids)!, ...more.map((type_id) => ({ type_id, share: 'part' as const }))],
          periods,
          cer_designated: designated,
        }),
      ).outcome!;
      assert.ok(rank[after] >= rank[before], `${before} -> ${after}`);
    }),
  );
});

test('property: only Annex II, no designation: never above important, whatever the size', () => {
  const ids = entityTypes.filter(({ annex }) => annex === 'II').map(({ id }) => id);
  fc.assert(
    fc.property(fc.subarray(ids, { minLength: 1 }), fc.nat(100_000), fc.nat(90_000), (chosen, staff, money) => {
      assert.ok(rank[decideScope(factsOf({ activities: does(...chosen), periods: twice(staff, money, money) })).outcome!] <= 1);
    }),
  );
});

test('property: a figure filled in later never contradicts a class already decided without it', () => {
  const maybe = fc.option(fc.nat(400), { nil: null });
  fc.assert(
    fc.property(maybe, maybe, maybe, fc.nat(400), fc.nat(400), fc.nat(400), some, (h, t, b, h2, t2, b2, ids) => {
      const partial = decideScope(factsOf({ activities: does(...ids), periods: [year(h, t, b)] })).outcome;
      const full = decideScope(factsOf({ activities: does(...ids), periods: [year(h ?? h2, t ?? t2, b ?? b2)] })).outcome;
      if (partial !== null) assert.equal(full, partial);
    }),
  );
});
