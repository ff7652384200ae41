// Shared terminals through the API: by itself one only looks; each act names a person; what people try against that.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Answer, openHoldfast } from '../../../test/holdfast.ts';

const hf = await openHoldfast({ after });
const reason = 'Agreed in the shift meeting.';
const pins = { ot_lead: '482915', manager: '739164', auditor: '618427' } as const;
type Name = keyof typeof pins;
const ids: Record<string, string> = {};

type Screen = { id: string; cookie: string };
const headersOf = (screen: Screen, token?: string) => ({
  cookie: screen.cookie,
  ...(token === undefined ? {} : { 'holdfast-person': token }),
});
const at = (screen: Screen, method: string, path: string, body?: unknown, token?: string): Promise<Answer> =>
  hf.call(method, path, { body, headers: headersOf(screen, token) });

/** Registers a terminal and makes a browser it. */
async function openScreen(name: string, more: object = {}): Promise<Screen> {
  const made = await hf.ask('owner', 'POST', `${hf.site}/terminals`, { name, role: 'ot_lead', ...more });
  const paired = await hf.call('POST', '/api/v1/terminals/pairing', { body: { code: made.code.toLowerCase() } });
  assert.equal(paired.status, 200);
  return { id: made.terminal.id, cookie: paired.headers['set-cookie']![0]!.split(';')[0]! };
}

const say = (screen: Screen, who: Name, pin: string = pins[who]) =>
  at(screen, 'POST', '/api/v1/terminal/person', { badge: ` 00${badgeOf(who)}`, pin });
const badgeOf = (who: Name): string => `47${Object.keys(pins).indexOf(who)}1`;
const lastEntry = async (kind: string): Promise<{ body: { actor: string; via: string; facts: Record<string, unknown> } }> => {
  const [row] = await hf.rows<{ body: never }>(
    `select convert_from(body, 'UTF8')::jsonb as body from (select body from ledger.pending union all select body from ledger.entry) e
     where convert_from(body, 'UTF8')::jsonb ->> 'kind' = $1 order by convert_from(body, 'UTF8')::jsonb ->> 'at' desc limit 1`,
    [kind],
  );
  return row!;
};
const addArea = (name: string) => ({ name });

const { site_id } = hf;
const areas = await hf.rows<{ id: string }>(
  `insert into holdfast.zone (site_id, key, name, state) values ($1, 'a', 'A', 'confirmed'), ($1, 'b', 'B', 'confirmed') returning id`,
  [site_id],
);
const zones = areas.map((it) => it.id);
ids['ot_lead'] = await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id }]);
ids['manager'] = await hf.hire('manager', [{ role: 'plant_manager', scope: 'site', site_id }]);
ids['auditor'] = await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id }]);
for (const who of Object.keys(pins) as Name[]) {
  await hf.ask(who, 'PUT', '/api/v1/me/pin', { pin: pins[who] });
  await hf.ask('owner', 'PUT', `/api/v1/people/${ids[who]}/badge`, { number: badgeOf(who), reason });
}

test('by itself a terminal shows what its role sees and changes nothing', async () => {
  const screen = await openScreen('One');
  const me = await at(screen, 'GET', '/api/v1/me');
  assert.deepEqual([me.body.person.name, me.body.terminal.name, me.body.sites.length], ['One', 'One', 1]);
  assert.equal((await at(screen, 'GET', `${hf.site}/assets`)).status, 200);
  const refused = await at(screen, 'POST', `${hf.site}/areas`, addArea('Nobody’s'));
  assert.deepEqual([refused.status, refused.body.code], [403, 'person_needed']);
  assert.equal((await at(screen, 'GET', '/api/v1/badges')).status, 403, 'an OT lead’s terminal does not see what the owner sees');
  const language = await at(screen, 'PATCH', '/api/v1/me', { language: 'de' });
  assert.equal(language.status, 403);
});

test('an act names the person and the terminal, once for each naming', async () => {
  const screen = await openScreen('Two');
  const named = await say(screen, 'ot_lead');
  assert.deepEqual([named.status, named.body.person.name, named.body.once], [200, 'Person ot_lead', true]);
  assert.equal((await at(screen, 'POST', `${hf.site}/areas`, addArea('Mixing'), named.body.token)).status, 200);
  const { body } = await lastEntry('area.added');
  assert.deepEqual([body.actor, body.via], [ids['ot_lead'], `terminal/${screen.id}`]);
  const again = await at(screen, 'POST', `${hf.site}/areas`, addArea('Mixing 2'), named.body.token);
  assert.deepEqual([again.status, again.body.code], [403, 'person_needed'], 'a token for one act is used up');
});

test('of two acts at once with one naming, one is refused', async () => {
  const screen = await openScreen('Race');
  const { body } = await say(screen, 'ot_lead');
  const both = await Promise.all(['Race 1', 'Race 2'].map((name) => at(screen, 'POST', `${hf.site}/areas`, addArea(name), body.token)));
  assert.deepEqual(both.map((it) => it.status).toSorted(), [200, 403]);
});

test('a naming counts at its own terminal only, and for nobody in a session of their own', async () => {
  const [here, there] = [await openScreen('Here', { person_seconds: 60 }), await openScreen('There')];
  const { body } = await say(here, 'ot_lead');
  assert.equal((await at(there, 'POST', `${hf.site}/areas`, addArea('Stolen'), body.token)).body.code, 'person_needed');
  const own = await hf.call('POST', `${hf.site}/areas`, {
    as: 'auditor',
    body: addArea('Stolen'),
    headers: { 'holdfast-person': body.token },
  });
  assert.deepEqual([own.status, own.body.code], [403, 'not_allowed']);
  assert.equal((await at(here, 'POST', `${hf.site}/areas`, addArea('For a while'), body.token)).status, 200);
  assert.equal((await at(here, 'POST', `${hf.site}/areas`, addArea('For a while 2'), body.token)).status, 200);
  await at(here, 'DELETE', '/api/v1/terminal/person', undefined, body.token);
  assert.equal((await at(here, 'POST', `${hf.site}/areas`, addArea('Too late'), body.token)).body.code, 'person_needed');
});

test('a naming counts for nothing at another site, and for no act of the organisation', async () => {
  const screen = await openScreen('Bound', { person_seconds: 60 });
  const other = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'South', time_zone: 'UTC' });
  // Whoever may do all of it in a session of their own.
  const owning = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/grants', {
    person_id: ids['ot_lead'],
    role: 'owner',
    scope: 'organisation',
  });
  const lead = (await say(screen, 'ot_lead')).body.token as string;
  const digest = async () =>
    (await hf.rows<{ n: number }>(`select count(*)::int as n from (select id from ledger.pending union select id from ledger.entry) e`))[0]!
      .n;
  assert.equal((await hf.call('POST', `/api/v1/sites/${other.id}/areas`, { as: 'ot_lead', body: addArea('By right') })).status, 200);
  const before = await digest();
  const reach: [string, string, unknown?][] = [
    ['POST', `/api/v1/sites/${other.id}/areas`, addArea('From next door')],
    ['PATCH', `/api/v1/sites/${other.id}`, { name: 'Taken' }],
    ['POST', '/api/v1/sites', { name: 'A third', time_zone: 'UTC' }],
    ['POST', '/api/v1/people', { name: 'X', email: 'x@plant.example', password: 'blaue Leiter im Hof 7' }],
    ['POST', '/api/v1/grants', { person_id: ids['ot_lead'], role: 'owner', scope: 'organisation' }],
    ['POST', '/api/v1/subscriptions', { way: 'webhook', name: 'Out', url: 'https://x.example/in' }],
    ['PUT', `/api/v1/people/${ids['ot_lead']}/badge`, { number: '999', reason }],
    ['GET', `/api/v1/sites/${other.id}/assets`],
  ];
  for (const [method, path, body] of reach) {
    const answer = await at(screen, method, path, body, lead);
    assert.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(answer.body)}`);
  }
  assert.equal(await digest(), before);
  const there = await hf.ask('owner', 'POST', `/api/v1/sites/${other.id}/terminals`, { name: 'North gate', role: 'ot_lead' });
  const paired = await hf.call('POST', '/api/v1/terminals/pairing', { body: { code: there.code } });
  const north = { id: there.terminal.id as string, cookie: paired.headers['set-cookie']![0]!.split(';')[0]! };
  const stolen = await at(north, 'POST', `/api/v1/sites/${other.id}/areas`, addArea('With a naming of here'), lead);
  assert.deepEqual([stolen.status, stolen.body.code], [403, 'person_needed']);
  assert.equal((await at(screen, 'POST', `${hf.site}/areas`, addArea('At home'), lead)).status, 200);
  await hf.ask('owner', 'DELETE', `/api/v1/grants/${owning.id}`);
});

test('a person may at a terminal what both may: neither more than the person nor more than the terminal', async () => {
  const screen = await openScreen('Three', { person_seconds: 60 });
  const auditor = (await say(screen, 'auditor')).body.token as string;
  assert.equal((await at(screen, 'POST', `${hf.site}/areas`, addArea('Auditor’s'), auditor)).body.code, 'not_allowed');
  const looking = await openScreen('Four', { role: 'auditor', person_seconds: 60 });
  const lead = (await say(looking, 'ot_lead')).body.token as string;
  assert.equal((await at(looking, 'POST', `${hf.site}/areas`, addArea('Lead’s'), lead)).body.code, 'not_allowed');
  const inZone = await openScreen('Five', { zone_id: zones[0], person_seconds: 60 });
  const zoned = (await say(inZone, 'ot_lead')).body.token as string;
  const change = (zone_id: string) => at(inZone, 'PATCH', `${hf.site}/zones/${zone_id}`, { version: 1, name: `Named ${zone_id}` }, zoned);
  assert.equal((await change(zones[1]!)).body.code, 'zone_not_allowed');
  assert.notEqual((await change(zones[0]!)).status, 403);
});

test('what a person does with their own account or roles is never done at a terminal', async () => {
  const screen = await openScreen('Six', { person_seconds: 60 });
  const { token } = (await say(screen, 'ot_lead')).body as { token: string };
  for (const [method, path, body] of [
    ['PUT', '/api/v1/me/pin', { current: pins.ot_lead, pin: '917364' }],
    ['POST', '/api/v1/tokens', { name: 'x', expires_at: new Date(Date.now() + 1e7).toISOString() }],
    ['POST', `${hf.site}/terminals`, { name: 'Seven', role: 'ot_lead' }],
    ['POST', '/api/v1/me/visit', {}],
  ] as const)
    assert.equal((await at(screen, method, path, body, token)).status, 403, path);
});

test('five wrong PINs lock it, over all terminals together and many at once; the owner’s reset opens it with a PIN to be changed', async () => {
  const screens = [await openScreen('L1'), await openScreen('L2'), await openScreen('L3')];
  const wrong = await Promise.all(Array.from({ length: 12 }, (_, n) => say(screens[n % 3]!, 'manager', `5${String(n).padStart(5, '7')}`)));
  const codes = wrong.map((it) => it.body.code as string).toSorted();
  assert.equal(codes.filter((it) => it === 'badge_or_pin_wrong').length, 5);
  assert.equal(codes.filter((it) => it === 'pin_locked').length, 7);
  assert.equal((await say(screens[0]!, 'manager')).body.code, 'pin_locked', 'the right one comes too late');
  assert.deepEqual((await lastEntry('person.pin_locked')).body.facts.tries, 5);
  const { pin } = await hf.ask<{ pin: string }>('owner', 'POST', `/api/v1/people/${ids['manager']}/pin-reset`, { reason });
  assert.equal((await say(screens[0]!, 'manager')).body.code, 'badge_or_pin_wrong');
  assert.equal((await say(screens[0]!, 'manager', pin)).body.code, 'pin_change_needed');
  const chosen = { badge: badgeOf('manager'), pin, new_pin: '204958' };
  assert.equal((await at(screens[0]!, 'POST', '/api/v1/terminal/person', { ...chosen, new_pin: '111111' })).body.code, 'pin_too_simple');
  assert.equal((await at(screens[0]!, 'POST', '/api/v1/terminal/person', chosen)).status, 200);
  assert.equal((await say(screens[1]!, 'manager', pin)).body.code, 'badge_or_pin_wrong', 'the first PIN is gone');
});

test('one PIN tried with many badges at a terminal is slowed down', async () => {
  const screen = await openScreen('Spray');
  // All at once: what counts is how many there are in a minute, on a slow machine too.
  const tries = Array.from({ length: 32 }, (_, n) => at(screen, 'POST', '/api/v1/terminal/person', { badge: `9${n}`, pin: '482915' }));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 429).length, 2);
});

test('a code makes one browser the terminal, once; an ended terminal is nobody’s at once', async () => {
  const made = await hf.ask('owner', 'POST', `${hf.site}/terminals`, { name: 'Last', role: 'auditor' });
  const pair = () => hf.call('POST', '/api/v1/terminals/pairing', { body: { code: made.code } });
  const first = await pair();
  assert.equal((await pair()).body.code, 'pairing_code_wrong');
  const screen = { id: made.terminal.id, cookie: first.headers['set-cookie']![0]!.split(';')[0]! };
  assert.match(first.headers['set-cookie']![0]!, /HttpOnly; SameSite=Strict/);
  assert.equal((await at(screen, 'GET', `${hf.site}/assets`)).status, 200);
  await hf.ask('owner', 'POST', `${hf.site}/terminals/${made.terminal.id}/end`, { reason });
  assert.equal((await at(screen, 'GET', `${hf.site}/assets`)).status, 401);
});

test('an OT lead lends a terminal no more than their own role, and a closed account is nobody at any', async () => {
  const lent = await hf.call('POST', `${hf.site}/terminals`, { as: 'ot_lead', body: { name: 'Owner’s', role: 'owner' } });
  assert.deepEqual([lent.status, lent.body.code], [403, 'not_allowed']);
  const screen = await openScreen('Closing', { person_seconds: 60 });
  const { token } = (await say(screen, 'ot_lead')).body as { token: string };
  await hf.ask('owner', 'PATCH', `/api/v1/people/${ids['ot_lead']}`, { active: false });
  assert.equal((await at(screen, 'POST', `${hf.site}/areas`, addArea('Closed'), token)).body.code, 'person_needed');
  assert.equal((await say(screen, 'ot_lead')).body.code, 'badge_or_pin_wrong');
});

test('a terminal’s name is its own', async () => {
  const [one, two] = [await openScreen('Name one'), await openScreen('Name two')];
  const name = (it: Screen, to: string) =>
    hf.call('PATCH', `${hf.site}/terminals/${it.id}`, { as: 'owner', body: { name: to, person_seconds: 0, idle_seconds: 60 } });
  assert.equal((await name(two, 'Name one')).body.code, 'terminal_name_taken');
  assert.equal((await name(one, 'Name one')).status, 200);
});
