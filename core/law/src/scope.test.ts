// The truth table of scope: each case names the article that decides it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideScope, type Outcome, type ScopeFacts, unansweredFacts } from './scope.ts';
import type { GroupCompany, Period } from './size.ts';

const million = 1_000_000;
const year = (headcount: number | null, turnover: number | null, balance: number | null, of = 2025): Period => ({
  year: of,
  headcount,
  turnover_eur: turnover === null ? null : turnover * million,
  balance_sheet_eur: balance === null ? null : balance * million,
});
const twice = (headcount: number, turnover: number, balance: number): Period[] => [
  year(headcount, turnover, balance),
  year(headcount, turnover, balance, 2024),
];
const linked = (headcount: number, turnover: number, balance: number): GroupCompany => ({
  relation: 'linked',
  share_pct: 100,
  periods: twice(headcount, turnover, balance),
});
const partner = (share_pct: number, headcount: number, turnover: number, balance: number): GroupCompany => ({
  relation: 'partner',
  share_pct,
  periods: twice(headcount, turnover, balance),
});
const does = (...ids: string[]): ScopeFacts['activities'] => ids.map((id, i) => ({ type_id: id, share: i === 0 ? 'principal' : 'part' }));

// Kinds: food II.4.1, machinery II.5.d.1, vehicles II.5.e.1, electronics II.5.b.1, electrical II.5.c.1, chemicals II.3.1, articles II.3.2, waste II.2.1, pharma I.5.4,
// power I.1.a.4, hydrogen I.1.e.1, heat I.1.b.1, drinking water I.6.1, waste water I.7.1, telecom I.8.8, trust I.8.7, DNS I.8.2, cloud I.8.4, research II.7.1.
type Case = readonly [what: string, facts: Partial<ScopeFacts>, outcome: Outcome | null, article: string | null];

const cases: readonly Case[] = [
  ['49 staff, small money: small', { activities: does('II.4.1'), periods: twice(49, 8, 8) }, 'out', 'Art 2(1)'],
  ['50 staff alone is enough', { activities: does('II.4.1'), periods: twice(50, 1, 1) }, 'important', 'Art 2(1), 3(2)'],
  ['49.9 annual work units are fewer than 50', { activities: does('II.4.1'), periods: twice(49.9, 9, 9) }, 'out', 'Art 2(1)'],
  ['51 staff', { activities: does('II.5.d.1'), periods: twice(51, 5, 5) }, 'important', 'Art 2(1), 3(2)'],
  ['49 staff, turnover alone above 10 M', { activities: does('II.5.d.1'), periods: twice(49, 30, 9) }, 'out', 'Art 2(1)'],
  ['49 staff, balance sheet alone above 10 M', { activities: does('II.5.d.1'), periods: twice(49, 9, 30) }, 'out', 'Art 2(1)'],
  ['49 staff, both above 10 M', { activities: does('II.5.d.1'), periods: twice(49, 10.1, 10.1) }, 'important', 'Art 2(1), 3(2)'],
  ['both exactly 10 M are not above', { activities: does('II.5.d.1'), periods: twice(49, 10, 10) }, 'out', 'Art 2(1)'],
  ['turnover exactly 10 M, balance above', { activities: does('II.5.d.1'), periods: twice(20, 10, 40) }, 'out', 'Art 2(1)'],
  ['10 staff and much money on both sides', { activities: does('II.5.b.1'), periods: twice(10, 60, 60) }, 'important', 'Art 2(1), 3(2)'],
  ['micro food maker', { activities: does('II.4.1'), periods: twice(6, 0.9, 0.4) }, 'out', 'Art 2(1)'],
  ['micro machine shop', { activities: does('II.5.d.1'), periods: twice(9, 1.5, 1.2) }, 'out', 'Art 2(1)'],
  [
    'Annex II giant: vehicles with 40 000 staff',
    { activities: does('II.5.e.1'), periods: twice(40_000, 20_000, 15_000) },
    'important',
    'Art 2(1), 3(2)',
  ],
  ['Annex II giant: machinery', { activities: does('II.5.d.1'), periods: twice(3000, 900, 700) }, 'important', 'Art 2(1), 3(2)'],
  ['Annex II giant: chemicals', { activities: does('II.3.1'), periods: twice(9000, 4000, 4000) }, 'important', 'Art 2(1), 3(2)'],
  ['Annex II giant: food', { activities: does('II.4.1'), periods: twice(5000, 2000, 900) }, 'important', 'Art 2(1), 3(2)'],
  ['Annex II giant: electrical equipment', { activities: does('II.5.c.1'), periods: twice(800, 200, 150) }, 'important', 'Art 2(1), 3(2)'],
  [
    'Annex II giant: other transport equipment',
    { activities: does('II.5.f.1'), periods: twice(800, 200, 150) },
    'important',
    'Art 2(1), 3(2)',
  ],
  ['Annex II giant: medical devices', { activities: does('II.5.a.1'), periods: twice(800, 200, 150) }, 'important', 'Art 2(1), 3(2)'],
  ['Annex II giant: research', { activities: does('II.7.1'), periods: twice(800, 200, 150) }, 'important', 'Art 2(1), 3(2)'],
  ['Annex II giant: marketplace', { activities: does('II.6.1'), periods: twice(800, 200, 150) }, 'important', 'Art 2(1), 3(2)'],
  ['pharma, 249 staff, money medium', { activities: does('I.5.4'), periods: twice(249, 40, 40) }, 'important', 'Art 2(1), 3(2)'],
  ['pharma, 250 staff alone make it large', { activities: does('I.5.4'), periods: twice(250, 20, 20) }, 'essential', 'Art 3(1)(a)'],
  [
    'pharma, turnover above 50 M, balance 43 M exactly',
    { activities: does('I.5.4'), periods: twice(200, 80, 43) },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'pharma, balance above 43 M, turnover 50 M exactly',
    { activities: does('I.5.4'), periods: twice(200, 50, 90) },
    'important',
    'Art 2(1), 3(2)',
  ],
  ['pharma, both money limits exceeded', { activities: does('I.5.4'), periods: twice(200, 50.1, 43.1) }, 'essential', 'Art 3(1)(a)'],
  ['small pharma', { activities: does('I.5.4'), periods: twice(40, 9, 12) }, 'out', 'Art 2(1)'],
  [
    'pharma inside a large machine factory, same legal entity',
    { activities: does('II.5.d.1', 'I.5.4'), periods: twice(1200, 400, 300) },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'own power plant of a large factory, same legal entity',
    { activities: does('II.4.1', 'I.1.a.4'), periods: twice(600, 200, 100) },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'own power plant of a medium factory',
    { activities: does('II.4.1', 'I.1.a.4'), periods: twice(120, 30, 20) },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'power plant in a sister company: the factory stays important',
    { activities: does('II.4.1'), periods: twice(600, 200, 100), group: [linked(80, 60, 60)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'the sister with the power plant, large by its group',
    { activities: does('I.1.a.4'), periods: twice(8, 6, 9), group: [linked(600, 200, 100)] },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'hydrogen in a large chemical works',
    { activities: does('II.3.1', 'I.1.e.1'), periods: twice(900, 600, 500) },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'heat delivered to the town by a large works',
    { activities: does('II.5.d.1', 'I.1.b.1'), periods: twice(900, 600, 500) },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'waste water as an essential part, large',
    { activities: does('II.3.1', 'I.7.1'), periods: twice(900, 600, 500) },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'waste water as a minor part does not count',
    {
      activities: [
        { type_id: 'II.3.1', share: 'principal' },
        { type_id: 'I.7.1', share: 'minor' },
      ],
      periods: twice(900, 600, 500),
    },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'drinking water as a minor part does not count',
    {
      activities: [
        { type_id: 'II.4.1', share: 'principal' },
        { type_id: 'I.6.1', share: 'minor' },
      ],
      periods: twice(900, 600, 500),
    },
    'important',
    'Art 2(1), 3(2)',
  ],
  ['drinking water supplier, large', { activities: does('I.6.1'), periods: twice(300, 60, 60) }, 'essential', 'Art 3(1)(a)'],
  [
    'waste handling that is not the main business',
    { activities: [{ type_id: 'II.2.1', share: 'part' }], periods: twice(900, 600, 500) },
    'out',
    'Art 2(1)',
  ],
  [
    'waste handling as the main business',
    { activities: [{ type_id: 'II.2.1', share: 'principal' }], periods: twice(90, 6, 5) },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'minor power generation in Germany may be left out',
    {
      jurisdiction: 'DE',
      activities: [
        { type_id: 'II.4.1', share: 'principal' },
        { type_id: 'I.1.a.4', share: 'minor' },
      ],
      periods: twice(600, 200, 100),
    },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'minor power generation in Austria counts',
    {
      jurisdiction: 'AT',
      activities: [
        { type_id: 'II.4.1', share: 'principal' },
        { type_id: 'I.1.a.4', share: 'minor' },
      ],
      periods: twice(600, 200, 100),
    },
    'essential',
    'Art 3(1)(a)',
  ],
  ['furniture maker: nothing listed', { activities: [], periods: twice(2000, 500, 400) }, 'out', 'Art 2(1)'],
  ['steel works: nothing listed', { activities: [], periods: twice(9000, 5000, 4000) }, 'out', 'Art 2(1)'],
  ['maker of articles, medium', { activities: does('II.3.2'), periods: twice(120, 30, 20) }, 'important', 'Art 2(1), 3(2)'],
  [
    'named critical by the state: small food',
    { activities: does('II.4.1'), periods: twice(20, 5, 5), cer_designated: true },
    'critical',
    'Art 2(3), 3(1)(f)',
  ],
  [
    'named critical by the state: large pharma',
    { activities: does('I.5.4'), periods: twice(2000, 500, 400), cer_designated: true },
    'critical',
    'Art 2(3), 3(1)(f)',
  ],
  ['named critical, activities not entered yet', { activities: null, cer_designated: true }, 'critical', 'Art 2(3), 3(1)(f)'],
  [
    'large food is not critical by its own reckoning',
    { activities: does('II.4.1'), periods: twice(9000, 5000, 4000), cer_designated: false },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'named essential by the state: small sole provider',
    { activities: does('II.3.1'), periods: twice(12, 3, 3), state_designated: 'essential' },
    'essential',
    'Art 2(2)(b)-(e), 3(1)(e)',
  ],
  [
    'named essential by the state: Annex II giant',
    { activities: does('II.5.e.1'), periods: twice(4000, 2000, 1500), state_designated: 'essential' },
    'essential',
    'Art 2(2)(b)-(e), 3(1)(e)',
  ],
  [
    'named important by the state: small',
    { activities: does('II.3.1'), periods: twice(12, 3, 3), state_designated: 'important' },
    'important',
    'Art 2(2)(a)-(f), 3(2)',
  ],
  [
    'former operator whom the state keeps',
    { activities: does('I.6.1'), periods: twice(60, 9, 9), former_operator_kept: true },
    'essential',
    'Art 3(1)(g)',
  ],
  ['telecom, small', { activities: does('I.8.8'), periods: twice(5, 1, 1) }, 'important', 'Art 2(2)(a)-(f), 3(2)'],
  ['telecom, medium', { activities: does('I.8.8'), periods: twice(60, 9, 9) }, 'essential', 'Art 2(2)(a)(i), 3(1)(c)'],
  ['telecom, large', { activities: does('I.8.9'), periods: twice(600, 90, 90) }, 'essential', 'Art 3(1)(a)'],
  [
    'campus network offered to the public by a factory',
    { activities: does('II.5.d.1', 'I.8.8'), periods: twice(120, 30, 20) },
    'essential',
    'Art 2(2)(a)(i), 3(1)(c)',
  ],
  ['DNS service of one person', { activities: does('I.8.2'), periods: twice(1, 0.1, 0.1) }, 'essential', 'Art 2(2)(a), 3(1)(b)'],
  ['TLD registry', { activities: does('I.8.3'), periods: twice(9, 2, 2) }, 'essential', 'Art 2(2)(a), 3(1)(b)'],
  [
    'qualified trust service, small',
    { activities: does('I.8.7'), periods: twice(9, 2, 2), qualified_trust_service: true },
    'essential',
    'Art 2(2)(a), 3(1)(b)',
  ],
  ['plain trust service, small', { activities: does('I.8.7'), periods: twice(9, 2, 2) }, 'important', 'Art 2(2)(a)-(f), 3(2)'],
  ['plain trust service, large', { activities: does('I.8.7'), periods: twice(900, 200, 200) }, 'essential', 'Art 3(1)(a)'],
  ['cloud, small', { activities: does('I.8.4'), periods: twice(9, 2, 2) }, 'out', 'Art 2(1)'],
  ['cloud, medium', { activities: does('I.8.4'), periods: twice(90, 2, 2) }, 'important', 'Art 2(1), 3(2)'],
  ['managed security service, large', { activities: does('I.9.2'), periods: twice(400, 2, 2) }, 'essential', 'Art 3(1)(a)'],
  ['central administration', { activities: does('I.10.1'), periods: [] }, 'essential', 'Art 2(2)(f)(i), 3(1)(d)'],
  ['regional administration', { activities: does('I.10.2'), periods: [] }, 'important', 'Art 2(2)(a)-(f), 3(2)'],
  ['registers domain names, small', { activities: [], periods: twice(3, 1, 1), domain_registration: true }, 'out', 'Art 2(4)'],
  ['not in the Union', { active_in_union: false, activities: does('I.5.4'), periods: twice(2000, 500, 400) }, 'out', 'Art 2(1)'],
  [
    'linked company lifts a small plant',
    { activities: does('II.5.d.1'), periods: twice(30, 4, 4), group: [linked(25, 4, 4)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'a holding below 25 % is no partner, however big the other',
    { activities: does('II.5.d.1'), periods: twice(30, 4, 4), group: [partner(24.9, 9000, 900, 900)] },
    'out',
    'Art 2(1)',
  ],
  [
    'partner of 25 % counts a quarter: 30 + 0.25 x 60 = 45',
    { activities: does('II.5.d.1'), periods: twice(30, 4, 4), group: [partner(25, 60, 4, 4)] },
    'out',
    'Art 2(1)',
  ],
  [
    'partner of 40 % counts: 30 + 0.4 x 60 = 54',
    { activities: does('II.5.d.1'), periods: twice(30, 4, 4), group: [partner(40, 60, 4, 4)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'one linked, one partner',
    { activities: does('I.5.4'), periods: twice(100, 20, 20), group: [linked(120, 20, 20), partner(30, 100, 9, 9)] },
    'essential',
    'Art 3(1)(a)',
  ],
  [
    'first year above 50 does not count yet',
    { activities: does('II.4.1'), periods: [year(60, 5, 5), year(40, 5, 5, 2024)] },
    'out',
    'Art 2(1)',
  ],
  [
    'second year above 50 counts',
    { activities: does('II.4.1'), periods: [year(60, 5, 5), year(55, 5, 5, 2024), year(40, 5, 5, 2023)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'first year below 50 does not free yet',
    { activities: does('II.4.1'), periods: [year(40, 5, 5), year(60, 5, 5, 2024), year(60, 5, 5, 2023)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  [
    'second year below 50 frees',
    { activities: does('II.4.1'), periods: [year(40, 5, 5), year(45, 5, 5, 2024), year(60, 5, 5, 2023)] },
    'out',
    'Art 2(1)',
  ],
  [
    'up and down again never counts',
    { activities: does('II.4.1'), periods: [year(40, 5, 5), year(60, 5, 5, 2024), year(40, 5, 5, 2023)] },
    'out',
    'Art 2(1)',
  ],
  ['headcount missing, money small: nothing is known', { activities: does('II.4.1'), periods: [year(null, 5, 5)] }, null, null],
  [
    'turnover missing, 60 staff, Annex II: enough',
    { activities: does('II.4.1'), periods: [year(300, null, null)] },
    'important',
    'Art 2(1), 3(2)',
  ],
  ['60 staff, money missing, Annex I: essential is possible', { activities: does('I.5.4'), periods: [year(60, null, null)] }, null, null],
  ['300 staff, money missing, Annex I', { activities: does('I.5.4'), periods: [year(300, null, null)] }, 'essential', 'Art 3(1)(a)'],
  ['49 staff, one amount small, the other missing', { activities: does('II.4.1'), periods: [year(49, 9, null)] }, 'out', 'Art 2(1)'],
  ['49 staff, one amount large, the other missing', { activities: does('II.4.1'), periods: [year(49, 20, null)] }, null, null],
  ['nothing answered', {}, null, null],
  ['activity not answered', { periods: twice(500, 90, 90) }, null, null],
];

const factsOf = (given: Partial<ScopeFacts>): ScopeFacts => ({ ...unansweredFacts('AT'), active_in_union: true, ...given });

test('the truth table of scope holds at least sixty cases', () => {
  assert.ok(cases.length >= 60, String(cases.length));
});

for (const [what, given, outcome, article] of cases) {
  test(`scope: ${what}`, () => {
    const decision = decideScope(factsOf(given));
    assert.equal(decision.outcome, outcome);
    const deciding = decision.rules.find(({ id }) => id === decision.deciding_rule);
    assert.equal(deciding?.cite.place ?? null, article);
    if (outcome === null) assert.ok(decision.open_questions.some(({ blocks }) => blocks));
    else assert.ok(!decision.open_questions.some(({ blocks }) => blocks));
  });
}

const asked = (given: Partial<ScopeFacts>): string[] => decideScope(factsOf(given)).open_questions.map(({ id }) => id);

test('names the figure that is missing', () => {
  assert.deepEqual(asked({ activities: does('II.4.1'), periods: [year(49, 20, null), year(49, 20, null, 2024)] }), ['balance_sheet_eur']);
});

test('a country whose act is not verified asks for the authority, a verified one does not', () => {
  const given = { activities: does('II.4.1'), periods: twice(60, 5, 5) };
  for (const jurisdiction of ['NL', 'FR', 'ES', 'XX'])
    assert.ok(asked({ ...given, jurisdiction }).includes('confirm_with_authority'), jurisdiction);
  for (const jurisdiction of ['DE', 'AT', 'IT', 'SE'])
    assert.ok(!asked({ ...given, jurisdiction }).includes('confirm_with_authority'), jurisdiction);
});

test('what stays uncertain is asked: one year only, group only, minor activity, makers of articles, sector act', () => {
  assert.ok(asked({ activities: does('II.4.1'), periods: [year(60, 5, 5)] }).includes('previous_period'));
  assert.ok(asked({ activities: does('II.4.1'), periods: twice(30, 5, 5), group: [linked(30, 5, 5)] }).includes('independent_of_group'));
  assert.ok(!asked({ activities: does('II.4.1'), periods: twice(60, 5, 5), group: [linked(30, 5, 5)] }).includes('independent_of_group'));
  assert.ok(
    asked({ jurisdiction: 'DE', activities: [{ type_id: 'I.1.a.4', share: 'minor' }], periods: twice(60, 5, 5) }).includes('negligible'),
  );
  assert.ok(asked({ activities: does('II.3.2'), periods: twice(60, 5, 5) }).includes('article_maker'));
  assert.ok(asked({ activities: does('II.4.1'), periods: [year(60, 5, 5), year(40, 5, 5, 2024)] }).includes('held_by_previous'));
  assert.ok(
    asked({ activities: does('I.3.1'), periods: twice(600, 50, 50), sector_act_prevails: true, cer_designated: true }).includes(
      'cer_chapter_iii',
    ),
  );
});

test('a critical entity is under NIS2 and CER, an important one under NIS2, one out of scope under none', () => {
  const regimes = (given: Partial<ScopeFacts>): readonly string[] => decideScope(factsOf(given)).regimes;
  assert.deepEqual(regimes({ cer_designated: true }), ['nis2', 'cer']);
  assert.deepEqual(regimes({ activities: does('II.4.1'), periods: twice(60, 5, 5) }), ['nis2']);
  assert.deepEqual(regimes({ activities: [], periods: twice(60, 5, 5) }), []);
});
