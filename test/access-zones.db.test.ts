// A person with roles for two zones sees what touches them and nothing else, and cannot reach past them by id, alone or in a bulk act.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset, Completeness } from '@holdfast/assets/schema';
import type { Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { FlowEvent } from '@holdfast/flows/schema';
import type { Zone } from '@holdfast/zones/schema';
import { openHoldfast, type Page } from './holdfast.ts';
import { digestOf, makeGround } from './plant-people.ts';

const hf = await openHoldfast({ after });
const { things, zones } = await makeGround(hf);
const reason = 'Tried from next door.';
const mine = new Set<string | null>(zones);
const { site } = hf;

async function listFor<T>(who: string, path: string): Promise<Page<T>> {
  // The zones come whole.
  const whole = path === 'zones' ? '' : `${path.includes('?') ? '&' : '?'}limit=2000`;
  return hf.ask<Page<T>>(who, 'GET', `${site}/${path}${whole}`);
}

// A second list waits elsewhere, so that approvals have something to hide.
async function proposeElsewhere(): Promise<{ conduit_id: string; list_id: string }> {
  const { rows } = await listFor<Conduit>('owner', 'conduits?sort=-flows');
  const other = rows.find((it) => !mine.has(it.zone_a.id) && !mine.has(it.zone_b.id) && it.flows > 2)!;
  const flows = await listFor<JudgedFlow>('owner', `flows?conduit_id=${other.id}`);
  const flow_ids = flows.rows.map((it) => it.id);
  await hf.ask('owner', 'POST', `${site}/flows/judgements`, { flow_ids, judgement: 'needed', reason });
  const list = await hf.ask<{ id: string }>('owner', 'POST', `${site}/conduits/${other.id}/allow-lists`, { reason });
  return { conduit_id: other.id, list_id: list.id };
}
/** The newest entry of the site a person made: what a bulk act answers, so that it can be taken back. */
async function newestEntry(): Promise<string> {
  const [row] = await hf.rows<{ id: string }>(
    `select id from (select id, body from ledger.pending union select id, body from ledger.entry) e
     where convert_from(body, 'UTF8')::jsonb ->> 'via' = 'ui' order by id desc limit 1`,
  );
  return row!.id;
}

const elsewhere = await proposeElsewhere();
await hf.idle();
const all = {
  assets: (await listFor<Asset>('owner', 'assets')).rows,
  flows: (await listFor<JudgedFlow>('owner', 'flows')).rows,
  conduits: (await listFor<Conduit>('owner', 'conduits')).rows,
  findings: (await listFor<Finding>('owner', 'findings')).rows,
  zones: (await listFor<Zone>('owner', 'zones')).rows,
};
const foreign = {
  asset: all.assets.find((it) => !mine.has(it.zone_id))!,
  flow: all.flows.find((it) => !mine.has(it.client.zone_id) && !mine.has(it.server.zone_id) && it.conduit_id !== null)!,
  finding: all.findings.find((it) => it.kind === 'new_device' && !mine.has(it.zone_id))!,
  zone: all.zones.find((it) => !mine.has(it.id))!,
  /** One end in the zone lead's zones, one outside: may be seen, not changed. */
  border: all.conduits.find((it) => mine.has(it.zone_a.id) !== mine.has(it.zone_b.id))!,
};

test('the assets seen are exactly those in the zones', async () => {
  const wanted = all.assets.filter((it) => mine.has(it.zone_id));
  const seen = await listFor<Asset>('zone_lead', 'assets');
  assert.deepEqual(seen.rows.map((it) => it.id).toSorted(), wanted.map((it) => it.id).toSorted());
  assert.equal(seen.total, wanted.length);
  assert.ok(wanted.length > 10 && wanted.length < all.assets.length);
});

test('the flows seen are exactly those with an end in the zones', async () => {
  const wanted = all.flows.filter((it) => mine.has(it.client.zone_id) || mine.has(it.server.zone_id));
  const seen = await listFor<JudgedFlow>('zone_lead', 'flows');
  assert.deepEqual(seen.rows.map((it) => it.id).toSorted(), wanted.map((it) => it.id).toSorted());
  assert.equal(seen.total, wanted.length);
  assert.ok(wanted.length > 10 && wanted.length < all.flows.length);
});

test('the events seen all have an end in the zones, and none of those is missing', async () => {
  const every = await listFor<FlowEvent>('owner', 'events');
  const wanted = every.rows.filter((it) => mine.has(it.client.zone_id) || mine.has(it.server.zone_id));
  const seen = await listFor<FlowEvent>('zone_lead', 'events');
  assert.deepEqual(seen.rows.map((it) => it.id).toSorted(), wanted.map((it) => it.id).toSorted());
  assert.ok(wanted.length > 0 && wanted.length < every.total);
});

test('conduits, findings, zones and approvals seen are those that touch the zones', async () => {
  const touching = all.conduits.filter((it) => mine.has(it.zone_a.id) || mine.has(it.zone_b.id)).map((it) => it.id);
  const conduits = await listFor<Conduit>('zone_lead', 'conduits');
  assert.deepEqual(conduits.rows.map((it) => it.id).toSorted(), touching.toSorted());
  assert.ok(touching.length < all.conduits.length);
  assert.deepEqual((await listFor<Zone>('zone_lead', 'zones')).rows.map((it) => it.id).toSorted(), zones.toSorted());
  const findings = await listFor<Finding>('zone_lead', 'findings');
  const allowed = new Set([...all.assets.filter((it) => mine.has(it.zone_id)).map((it) => it.id), ...touching]);
  const flows = new Set(all.flows.filter((it) => mine.has(it.client.zone_id) || mine.has(it.server.zone_id)).map((it) => it.id));
  const wanted = all.findings.filter((it) => allowed.has(it.subject_id) || flows.has(it.subject_id));
  assert.deepEqual(findings.rows.map((it) => it.id).toSorted(), wanted.map((it) => it.id).toSorted());
  assert.ok(wanted.length > 0 && wanted.length < all.findings.length);
  const approvals = await listFor<{ subject_id: string; mine_to_decide: boolean }>('zone_lead', 'approvals');
  assert.deepEqual(
    approvals.rows.map((it) => [it.subject_id, it.mine_to_decide]),
    [[things.conduit_id, true]],
  );
  assert.equal((await listFor('owner', 'approvals')).total, 2);
});

test('numbers count only what is in the zones', async () => {
  const completeness = await hf.ask<Completeness>('zone_lead', 'GET', `${site}/completeness`);
  assert.equal(completeness.assets, all.assets.filter((it) => mine.has(it.zone_id) && it.standing !== 'rejected').length);
  assert.deepEqual(completeness.zones.map((it) => it.zone_id).toSorted(), zones.toSorted());
  const counts = await hf.ask<{ open: Record<string, number> }>('zone_lead', 'GET', `${site}/findings/counts`);
  const seen = (await listFor<Finding>('zone_lead', 'findings')).rows.filter((it) => it.state === 'open');
  assert.deepEqual(counts.open, Object.fromEntries([...Map.groupBy(seen, (it) => it.kind)].map(([kind, rows]) => [kind, rows.length])));
  const coverage = await hf.ask<{ zones: number; conduits: number; flows: number }>('zone_lead', 'GET', `${site}/coverage`);
  const touching = all.conduits.filter((it) => mine.has(it.zone_a.id) || mine.has(it.zone_b.id));
  assert.deepEqual(
    [coverage.zones, coverage.conduits, coverage.flows],
    [2, touching.length, touching.reduce((sum, it) => sum + it.flows, 0)],
  );
});

test('a filter for other zones shows nothing of them', async () => {
  assert.equal((await listFor<Asset>('zone_lead', `assets?zone_id=${foreign.zone.id}`)).total, 0);
  assert.equal((await listFor('zone_lead', `conduits?zone_id=${elsewhereZone()}&search=zz`)).total, 0);
  assert.equal(
    (await listFor('zone_lead', `events?asset_id=${foreign.asset.id}`)).rows.filter((it) => !touches(it as FlowEvent)).length,
    0,
  );
});

const touches = (it: FlowEvent): boolean => mine.has(it.client.zone_id) || mine.has(it.server.zone_id);
const elsewhereZone = (): string => all.conduits.find((it) => it.id === elsewhere.conduit_id)!.zone_a.id;

test('nothing of another zone is reached by its id', async (t) => {
  const word = { version: foreign.asset.version, owner_id: null };
  const tries: [string, string, unknown?][] = [
    ['GET', `assets/${foreign.asset.id}`],
    ['PATCH', `assets/${foreign.asset.id}`, word],
    ['POST', 'assets', { name: 'Slipped in', kind: 'plc', zone_id: foreign.zone.id }],
    ['POST', 'assets', { name: 'Slipped in', kind: 'plc' }],
    ['GET', `flows/${foreign.flow.id}`],
    ['GET', `conduits/${elsewhere.conduit_id}`],
    ['GET', `conduits/${elsewhere.conduit_id}/learnt`],
    ['PATCH', `conduits/${elsewhere.conduit_id}`, { name: 'Mine now' }],
    ['PATCH', `conduits/${foreign.border.id}`, { name: 'Mine now' }],
    ['POST', `conduits/${foreign.border.id}/allow-lists`, { reason }],
    ['POST', `conduits/${elsewhere.conduit_id}/allow-lists/${elsewhere.list_id}/decision`, { decision: 'approved', reason }],
    ['POST', `conduits/${elsewhere.conduit_id}/allow-lists/${elsewhere.list_id}/withdrawal`, { reason }],
    ['PATCH', `zones/${foreign.zone.id}`, { version: foreign.zone.version, name: 'Mine now' }],
    ['POST', 'zones/confirmations', { zone_ids: [zones[0], foreign.zone.id], reason }],
    ['POST', `zones/${foreign.zone.id}/members`, { asset_ids: [things.asset_id], reason }],
  ];
  for (const [method, path, body] of tries) {
    await t.test(`${method} ${path.replace(/[0-9a-f-]{36}/g, ':id')}`, async () => {
      const before = await digestOf(hf);
      const answer = await hf.call(method, `${site}/${path}`, { as: 'zone_lead', body });
      assert.deepEqual([answer.status, answer.body.code], [403, 'zone_not_allowed'], JSON.stringify(answer.body));
      assert.deepEqual(await digestOf(hf), before);
    });
  }
});

test('a bulk act leaves what lies in other zones as it was, says so one by one, and of nothing allowed makes no entry', async () => {
  const refused = [{ id: foreign.asset.id, code: 'zone_not_allowed' }];
  const before = await digestOf(hf);
  const moving = { asset_ids: [foreign.asset.id], reason };
  assert.deepEqual(await hf.ask('zone_lead', 'POST', `${site}/zones/${zones[0]}/members`, moving), { moved: 0, refused, entry_id: null });
  assert.deepEqual(await digestOf(hf), before);
  const flow_ids = [things.flow_id, foreign.flow.id];
  const judged = await hf.ask('zone_lead', 'POST', `${site}/flows/judgements`, { flow_ids, judgement: 'blockable', reason });
  assert.deepEqual(judged, { judged: 1, refused: [{ id: foreign.flow.id, code: 'zone_not_allowed' }], entry_id: await newestEntry() });
  const flow = await hf.ask<JudgedFlow>('owner', 'GET', `${site}/flows/${foreign.flow.id}`);
  assert.equal(flow.judgement, foreign.flow.judgement);
  await hf.ask('zone_lead', 'POST', `${site}/flows/judgements`, { flow_ids: [things.flow_id], judgement: 'needed', reason });
});

test('a list is not decided under another conduit than its own', async () => {
  const path = `${site}/conduits/${things.conduit_id}/allow-lists/${elsewhere.list_id}/decision`;
  const answer = await hf.call('POST', path, { as: 'zone_lead', body: { decision: 'approved', reason } });
  assert.deepEqual([answer.status, answer.body.code], [404, 'list_not_found']);
});

test('an object of one site is not there under another site', async () => {
  const { other_site_id } = {
    other_site_id: (await hf.rows<{ id: string }>(`select id from holdfast.site where name = 'Elsewhere'`))[0]!.id,
  };
  const other = `/api/v1/sites/${other_site_id}`;
  for (const path of [
    'assets/' + things.asset_id,
    'flows/' + things.flow_id,
    'conduits/' + things.conduit_id,
    'captures/' + things.capture_id,
  ]) {
    assert.equal((await hf.call('GET', `${other}/${path}`, { as: 'elsewhere' })).status, 404, path);
  }
  assert.equal((await hf.call('GET', `${other}/ledger/entries/${things.entry_id}`, { as: 'owner' })).status, 404);
  const decided = await hf.call('POST', `${other}/assets/decisions`, {
    as: 'elsewhere',
    body: { asset_ids: [things.asset_id], decision: 'rejected', reason },
  });
  assert.deepEqual(
    [decided.status, decided.body],
    [200, { decided: 0, refused: [{ id: things.asset_id, code: 'asset_not_found' }], entry_id: null }],
  );
  const judged = await hf.call('POST', `${other}/flows/judgements`, {
    as: 'elsewhere',
    body: { flow_ids: [things.flow_id], judgement: 'needed', reason },
  });
  assert.deepEqual(
    [judged.status, judged.body],
    [200, { judged: 0, refused: [{ id: things.flow_id, code: 'flow_not_found' }], entry_id: null }],
  );
});

test('a bulk decision on assets does what is allowed and says what is not, one by one', async () => {
  const own = all.assets.filter((it) => mine.has(it.zone_id) && it.standing === 'sighted').slice(0, 2);
  const unknown = '01a20000-0000-7000-8000-000000000000';
  const asset_ids = [own[0]!.id, foreign.asset.id, own[1]!.id, unknown];
  const answer = await hf.ask('zone_lead', 'POST', `${site}/assets/decisions`, { asset_ids, decision: 'accepted', reason });
  const refused = [
    { id: foreign.asset.id, code: 'zone_not_allowed' },
    { id: unknown, code: 'asset_not_found' },
  ];
  assert.deepEqual(answer, { decided: 2, refused, entry_id: await newestEntry() });
  const after = await hf.ask<Asset>('owner', 'GET', `${site}/assets/${foreign.asset.id}`);
  assert.deepEqual([after.standing, after.version], [foreign.asset.standing, foreign.asset.version]);
});

test('a bulk decision on findings does what is allowed and says what is not, and one that may nothing leaves no trace', async () => {
  await hf.idle();
  const open = await listFor<Finding>('zone_lead', 'findings?kind=new_device&state=open');
  const own = open.rows.find((it) => it.id !== things.finding_id)!;
  const border = all.findings.find((it) => it.subject_id === foreign.border.id)!;
  const before = await digestOf(hf);
  const nothing = { finding_ids: [foreign.finding.id, border.id], decision: 'investigate', reason };
  const refusal = [foreign.finding.id, border.id].map((id) => ({ id, code: 'zone_not_allowed' }));
  assert.deepEqual(await hf.ask('zone_lead', 'POST', `${site}/findings/decisions`, nothing), {
    decided: 0,
    refused: refusal,
    entry_id: null,
  });
  assert.deepEqual(await digestOf(hf), before);
  const mixed = { finding_ids: [foreign.finding.id, own.id], decision: 'investigate', reason };
  const { entry_id, ...said } = await hf.ask('zone_lead', 'POST', `${site}/findings/decisions`, mixed);
  assert.deepEqual([said, entry_id], [{ decided: 1, refused: [refusal[0]] }, await newestEntry()]);
  const [entry] = await hf.rows<{ body: string }>(
    `select convert_from(body, 'UTF8') as body from (select id, body from ledger.pending union select id, body from ledger.entry) e order by id desc limit 1`,
  );
  const { subject, facts } = JSON.parse(entry!.body) as { subject: { id: string }; facts: { finding_ids: string[] } };
  assert.deepEqual([subject.id, facts.finding_ids], [own.id, [own.id]]);
});

test('deciding what is decided so already changes nothing and leaves no entry', async () => {
  const accepted = all.assets.filter((it) => mine.has(it.zone_id) && it.standing === 'sighted').slice(0, 2);
  const again = { asset_ids: accepted.map((it) => it.id), decision: 'accepted', reason };
  await hf.idle();
  const before = await digestOf(hf);
  const answer = await hf.call('POST', `${site}/assets/decisions`, { as: 'zone_lead', body: again });
  assert.deepEqual([answer.status, answer.body.code], [409, 'already_decided']);
  assert.deepEqual(await digestOf(hf), before);
});

test('an expired or ended role ends at once, within the same session', async () => {
  assert.equal((await hf.call('GET', `${site}/assets`, { as: 'zone_lead' })).status, 200);
  await hf.rows(`update holdfast.role_grant set expires_at = now() where scope = 'zone'`);
  assert.deepEqual((await hf.call('GET', `${site}/assets`, { as: 'zone_lead' })).body.code, 'not_allowed');
});
