// Seats and who answers, without a database: nothing empty is hidden, and there is always exactly one answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allActivities, chainOf, defaultRaci, resolveRole } from './rules.duties.ts';
import {
  type AreaAt,
  cardVersion,
  completeAreas,
  endOf,
  gapsOf,
  type Held,
  holderAt,
  isInForce,
  lagOf,
  minimumRoles,
  planSeats,
  presets,
  roleEntry,
  roles,
} from './rules.ts';
import { presetIds } from './schema.presets.data.ts';
import { roleIds } from './schema.roles.data.ts';

const site_id = 'site';
const areas: AreaAt[] = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase(), owner_id: null }));
const at = new Date('2026-11-22T03:00:00Z');
const day = (of: number): string => new Date(at.getTime() + of * 86_400_000).toISOString();
const hold = (it: Partial<Held>): Held => ({
  id: 'x',
  role: 'plant_manager',
  site_id,
  area_id: null,
  person_id: 'p',
  deputy_id: null,
  starts_at: day(-1),
  until_at: null,
  has: { mandate: true, competence: true, resources: true },
  state: 'accepted',
  ended_at: null,
  follows: null,
  card_version: '1.0',
  ...it,
});
const around = { at, isActive: () => true, named_id: null, card_version: '1.0', hasReach: () => true };
const aHeld = fc.record({
  role: fc.constantFrom(...roleIds),
  place: fc.constantFrom('organisation', 'site', 'a', 'b', 'c'),
  person_id: fc.constantFrom('p', 'q', 'r'),
  state: fc.constantFrom('proposed', 'accepted', 'declined') as fc.Arbitrary<Held['state']>,
  from: fc.integer({ min: -5, max: 5 }),
  days: fc.option(fc.integer({ min: 1, max: 9 })),
});
const heldOf = fc.array(aHeld, { maxLength: 20 }).map((all) =>
  all.map(({ place, from, days, ...it }, index) =>
    hold({
      ...it,
      id: String(index),
      site_id: place === 'organisation' ? null : site_id,
      area_id: place.length === 1 ? place : null,
      starts_at: day(from),
      until_at: days === null ? null : day(from + days),
    }),
  ),
);

test('every role model has the three minimum roles at every area, and no seat is left out when it is empty', () => {
  for (const preset of presetIds) {
    const seats = planSeats(preset, site_id, areas, []);
    assert.deepEqual(seats.filter((it) => it.is_minimum).length, 9, preset);
    const perArea = presets[preset].filter((it) => it.place === 'area').length;
    assert.equal(seats.length, presets[preset].length - perArea + perArea * areas.length, preset);
    for (const seat of seats) assert.deepEqual(gapsOf(seat, [], around), ['vacant']);
  }
});

test('every role of the catalogue says in both languages what it decides, does and reports, and falls to roles that exist', () => {
  for (const role of roles) {
    for (const list of [role.decides, role.does, role.reports, [role.title], [role.purpose]])
      for (const it of list) assert.ok(it.en.length > 2 && it.de.length > 2 && it.en !== it.de, `${role.id}: ${it.en}`);
    for (const next of role.falls_to) assert.ok((roleIds as readonly string[]).includes(next), `${role.id} -> ${next}`);
  }
  assert.deepEqual(
    minimumRoles.map((id) => roleEntry(id).places[0]),
    ['area', 'area', 'area'],
  );
});

test('every activity of the law names a role of the catalogue and one default that no column repeats', () => {
  for (const activity of allActivities) {
    const { accountable, responsible, consulted, informed } = defaultRaci(activity);
    const all = [accountable, ...responsible, ...consulted, ...informed];
    assert.ok(
      all.every((it) => roleIds.includes(it)),
      activity.id,
    );
    assert.equal(new Set(all).size, all.length, activity.id);
  }
});

test('who answers is the nearest holder in force, or says that nobody does; roles passed over are named', () => {
  fc.assert(
    fc.property(heldOf, fc.constantFrom(...roleIds), fc.constantFrom('a', null), (held, role, area_id) => {
      const where = { site_id, area_id, areas: areas.map((it) => it.id), named_id: null, at };
      const found = resolveRole(role, held, where);
      assert.equal(found.asked_role, role);
      assert.ok(chainOf(role).includes(found.role));
      const inForce = held.filter((it) => isInForce(it, at));
      if (found.state === 'accepted') assert.ok(found.held !== null && isInForce(found.held, at) && found.held.role === found.role);
      // Nothing nearer in the chain was passed although somebody holds it here.
      for (const passed of found.through)
        assert.ok(
          !inForce.some(
            (it) => it.role === passed && (it.area_id === area_id || it.site_id === null) && (area_id !== null || it.area_id === null),
          ),
        );
      if (found.state === 'vacant') assert.equal(found.held, null);
    }),
  );
});

test('whom the areas page names answers for the area before the role falls further', () => {
  const where = { site_id, area_id: 'a', areas: ['a'], named_id: 'named', at };
  const lead = hold({ role: 'site_ot_lead', person_id: 'lead' });
  assert.deepEqual(
    [resolveRole('asset_owner', [lead], where).named_id, resolveRole('asset_owner', [lead], where).state],
    ['named', 'named'],
  );
  assert.equal(resolveRole('asset_owner', [lead], { ...where, named_id: null }).held?.person_id, 'lead');
});

test('somebody who was only asked answers after everybody down the chain who said yes', () => {
  const where = { site_id, area_id: null, areas: [], named_id: null, at };
  const asked = hold({ role: 'ot_lead', person_id: 'asked', state: 'proposed' });
  const manager = hold({ id: 'm', person_id: 'manager' });
  assert.equal(isInForce(asked, at), false);
  assert.equal(resolveRole('ot_lead', [asked, manager], where).held?.person_id, 'manager');
  const alone = resolveRole('ot_lead', [asked], where);
  assert.deepEqual([alone.held?.person_id, alone.state], ['asked', 'proposed']);
});

test('what concerns the whole site is answered by the one coordinator its areas have, never by one of several', () => {
  const of = (area_id: string, person_id: string) => hold({ id: area_id, role: 'incident_coordinator', area_id, person_id });
  const where = { site_id, area_id: null, areas: ['a', 'b', 'c'], named_id: null, at };
  assert.equal(resolveRole('incident_coordinator', [of('a', 'p'), of('b', 'p')], where).held?.person_id, 'p');
  assert.equal(
    resolveRole('incident_coordinator', [of('a', 'p'), of('b', 'q'), hold({ person_id: 'boss' })], where).held?.person_id,
    'boss',
  );
});

test('an area counts only with all three in force, and an appointment ends at the earlier of its two ends', () => {
  const three = minimumRoles.map((role, index) => hold({ id: String(index), role, area_id: 'a' }));
  assert.equal(completeAreas(site_id, areas, three, at), 1);
  assert.equal(completeAreas(site_id, areas, three.slice(1), at), 0);
  assert.equal(endOf({ until_at: day(5), ended_at: day(2) }), day(2));
  assert.equal(isInForce(hold({ until_at: day(0) }), at), false);
  assert.equal(holderAt([hold({ starts_at: day(1) })], { role: 'plant_manager', site_id, area_id: null }, at), null);
});

test('a gap has a name for everything an officer needs', () => {
  const seat = { role: 'ot_security_officer' as const, site_id, area_id: null };
  const bare = hold({ role: 'ot_security_officer', has: { mandate: false, competence: false, resources: false }, card_version: null });
  assert.deepEqual(gapsOf(seat, [bare], { ...around, hasReach: () => false }), [
    'no_mandate',
    'no_competence',
    'no_resources',
    'no_deputy',
    'card_not_read',
    'no_reach',
  ]);
  const gone = hold({ ...bare, deputy_id: 'q', has: { mandate: true, competence: true, resources: true }, card_version: '1.0' });
  assert.deepEqual(gapsOf(seat, [gone], { ...around, isActive: () => false }), ['holder_gone', 'deputy_gone']);
  assert.deepEqual(gapsOf(seat, [gone], { ...around, card_version: '1.1' }), ['card_changed']);
});

test('a card lags in the language whose text is older, since the other changed', () => {
  const texts = [
    { language: 'de' as const, text: 'neu', version: 3, changed_at: day(0) },
    { language: 'en' as const, text: 'old', version: 2, changed_at: day(-9) },
  ];
  assert.deepEqual(lagOf('en', texts), { behind: 'de', since: day(0) });
  assert.equal(lagOf('de', texts), null);
  assert.equal(cardVersion('ciso', texts), '1.3');
});
