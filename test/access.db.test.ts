// Every route with every person: whoever may not is refused with a problem and changes nothing; whoever may gets through.
import { countSegmentation } from '@holdfast/conduits/jobs';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listRoutes } from '../apps/server/src/routes.ts';
import { requests } from './access-requests.ts';
import { allowedBy, allowedOn, everyone, type Things, type Who } from './access-table.ts';
import { type Answer, openHoldfast, type Page } from './holdfast.ts';
import { digestOf, makeGround } from './plant-people.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
await hf.idle();

type Walked = { key: string; method: string; path: string; may: readonly Who[] };

const routes: Walked[] = listRoutes().map(({ method, path, access }) => {
  const key = `${method} ${path}`;
  const sentence = typeof access === 'string' ? access : access.id;
  return { key, method, path, may: allowedOn[key] ?? allowedBy[sentence] ?? [] };
});

/** The id of nothing at all, where the ground has no such object. */
const nowhere = '00000000-0000-7000-8000-000000000000';

function tryAs(who: Who, route: Walked): Promise<Answer> {
  const { query = '', body } = requests[route.key]!(things);
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => things[name as keyof Things] ?? nowhere);
  return hf.call(route.method, path + query, { as: who === 'signed_out' ? undefined : who, body });
}

test('what others sign in with is for who keeps the accounts; one’s own is always there', async () => {
  const emails = async (who: string): Promise<(string | null)[]> => {
    const { rows } = await hf.ask<Page<{ email: string | null }>>(who, 'GET', '/api/v1/people');
    return rows.map((it) => it.email).filter((it) => it !== null);
  };
  assert.ok((await emails('owner')).length > 5);
  for (const who of ['ot_lead', 'auditor', 'zone_lead', 'ciso', 'elsewhere']) assert.deepEqual(await emails(who), [`${who}@plant.example`]);
  assert.equal((await hf.ask('zone_lead', 'GET', '/api/v1/me')).person.email, 'zone_lead@plant.example');
});

test('each route is in the table of requests, and nothing else is', () => {
  assert.deepEqual(routes.map((it) => it.key).toSorted(), Object.keys(requests).toSorted());
});

test('each sentence of a route is in the table of who may, and nothing else is', () => {
  const used = new Set(listRoutes().map(({ access }) => (typeof access === 'string' ? access : access.id)));
  assert.deepEqual([...used].toSorted(), Object.keys(allowedBy).toSorted());
});

test('whoever may not is refused on every route, with a problem that says why, and nothing is changed', async (t) => {
  // Counted each minute by itself; once counted, nothing changes it while everybody is refused.
  await countSegmentation(hf.parts.context, new Date());
  let before = await digestOf(hf);
  for (const group of groupsOf(routes, 20)) {
    for (const route of group) {
      const refused = everyone.filter((who) => !route.may.includes(who));
      if (refused.length === 0) continue;
      await t.test(route.key, async () => {
        for (const who of refused) {
          const { status, body, headers } = await tryAs(who, route);
          const wanted = who === 'signed_out' || who === 'inactive' ? [401, 'sign_in_first'] : [403, body.code];
          assert.deepEqual([status, body.code], wanted, `${who}: ${JSON.stringify(body)}`);
          assert.match(headers['content-type'] ?? '', /^application\/problem\+json/, who);
          assert.match(String(body.code), /^(sign_in_first|not_allowed|zone_not_allowed|window_other_approver)$/, who);
        }
      });
    }
    await t.test(`nothing is changed: ${group.map((it) => it.key).join(', ')}`, async () => {
      const [was, is] = [before, (before = await digestOf(hf))];
      assert.deepEqual(is, was);
    });
  }
});

/** So many at a time: looking at every table takes longer than a route's refusals. */
const groupsOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const anotherOnes = new Set(['second_person_needed', 'only_who_asked_withdraws', 'safety_without_responsible']);

test('whoever may gets through on every route', async (t) => {
  for (const route of routes) {
    await t.test(route.key, async () => {
      // Two of the same act in a row may meet what the first left behind; that is a conflict, never a refusal.
      for (const who of route.may) {
        const { status, body } = await tryAs(who, route);
        const isFine = status === 200 || status === 404 || status === 409 || status === 422;
        // What the sentence lets in and the case does not: somebody else must do this one.
        const isAnotherOnes = status === 403 && anotherOnes.has(String(body.code));
        assert.ok(isFine || isAnotherOnes, `${who}: ${status} ${JSON.stringify(body)}`);
      }
      assert.notEqual(route.may.length, 0);
    });
  }
});

test('an inactive person cannot sign in again', async () => {
  const { status, body } = await hf.call('POST', '/api/auth/sign-in/email', {
    body: { email: 'inactive@plant.example', password: 'kupferner Kessel am Montag' },
  });
  assert.deepEqual([status, body.code], [401, 'sign_in_failed']);
});
