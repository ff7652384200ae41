// Every page of roles as it was: what the facts tell of this moment is what the tables hold, and of a day before there was anything, nothing.
import assert from 'node:assert/strict';
import { after, before as setUp, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';

const hf = await openHoldfast({ after });
const { site } = hf;
const anna = await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
const bert = await hf.hire('bert', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
const put = (path: string, body: object) => hf.ask('owner', 'PUT', `${site}/${path}`, body);

setUp(async () => {
  await put('role-model', { preset: 'security_officer', languages: ['de'] });
  const terms = { role: 'site_ot_lead', person_id: bert, deputy_id: anna, mandate: 'May stop line 2.', competence: 'Eight years.' };
  const { id } = await hf.ask<{ id: string }>('owner', 'POST', `${site}/appointments`, terms);
  const { card } = await hf.ask<{ card: { version: string } }>('bert', 'GET', `${site}/appointments/${id}/card?language=de`);
  await hf.ask('bert', 'POST', `${site}/appointments/${id}/acceptance`, { card_version: card.version, language: 'de' });
  await hf.ask('owner', 'POST', `${site}/appointments`, { role: 'plant_manager', person_id: anna });
  await hf.ask('owner', 'POST', '/api/v1/areas', { site_id: hf.site_id, name: 'Hall 1' }).catch(() => undefined);
  const lists = { responsible: [], consulted: [], informed: ['plant_manager'] };
  await put('raci/zone_review', { accountable: 'site_ot_lead', ...lists, version: 0, reason: 'Agreed in the review.' });
  await put('coordination/decides', { person_id: anna });
  await put('escalation', {
    steps: [
      { role: 'site_ot_lead', wait_minutes: 10 },
      { person_id: anna, wait_minutes: 15 },
    ],
  });
  const call = await hf.ask<{ id: string }>('owner', 'POST', `${site}/escalation/tests`);
  await hf.ask('owner', 'POST', `${site}/escalation/tests/${call.id}/calls`, { position: 1, outcome: 'reached' });
  const asset = await hf.ask<{ id: string }>('owner', 'POST', `${site}/assets`, { name: 'PLC 1', kind: 'plc' });
  await hf.ask('owner', 'POST', `${site}/parts`, { asset_ids: [asset.id], part: 'integrator', company: 'Alpha' });
});

/** What is not told of a past day: how people are reached, versions, and how long a wait was where an older test did not say it. */
const bare = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, it: unknown) => {
      if (key === 'reach' || key === 'version') return undefined;
      return typeof it === 'string' && /^\d{4}-\d\d-\d\dT/.test(it) ? 'time' : it;
    }),
  );

test('every page of roles, asked for this moment, says from the facts what the tables say', async () => {
  const asset = (await hf.rows<{ asset_id: string }>('select asset_id from holdfast.party limit 1'))[0]!.asset_id;
  await hf.ask('owner', 'PUT', `${site}/processes/patch`, { how: 'Thursdays, one line after the other.', logged: 'The change log.' });
  await hf.ask('owner', 'PUT', `${site}/role-cards/site_ot_lead/text`, { language: 'de', text: 'Sie haben die Rufbereitschaft.' });
  const pages = ['seats', 'raci', 'coordination', 'processes', 'role-cards', 'role-cards/site_ot_lead?language=de', 'single-points'];
  for (const page of [...pages, `assets/${asset}/parts`]) {
    const now = await hf.ask<Record<string, unknown>>('owner', 'GET', `${site}/${page}`);
    const at = new Date(Date.now() + 1000).toISOString();
    const then = await hf.ask<Record<string, unknown>>('owner', 'GET', `${site}/${page}${page.includes('?') ? '&' : '?'}as_of=${at}`);
    const [a, b] = [now, then].map((it) =>
      bare('parts' in it ? (it['parts'] as { source: string }[]).filter((one) => one.source === 'set') : it),
    );
    assert.deepEqual(b, a, page);
    const empty = await hf.ask<unknown>('owner', 'GET', `${site}/${page}${page.includes('?') ? '&' : '?'}as_of=2020-01-01T00:00:00.000Z`);
    assert.notDeepEqual(bare(empty), bare(now), `${page} of a day before there was anything`);
  }
});

test('a past day is told in the plant’s own words', async () => {
  const told = await hf.ask<{ processes: { process: string; how: string | null; set_by_name: string | null }[] }>(
    'owner',
    'GET',
    `${site}/processes?as_of=${new Date(Date.now() + 1000).toISOString()}`,
  );
  assert.equal(told.processes.find((it) => it.process === 'patch')!.how, 'Thursdays, one line after the other.');
});
