// Segmentation on the real server: a zone that is heard, listed, held and not contradicted counts; without any one of the four it does not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EnforcerComparison } from '@holdfast/enforcement/schema';
import { makeGround } from '../../../test/plant-people.ts';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { countSegmentation } from './jobs.ts';
import type { Conduit, ConduitDetail, JudgedFlow } from './schema.ts';
import type { Segmentation } from './schema.segmentation.ts';

const hf = await openHoldfast({ after });
await makeGround(hf);
const reason = 'Agreed in the shift meeting.';
const read = (): Promise<Segmentation> => hf.ask('auditor', 'GET', `${hf.site}/segmentation`);
const list = async <T>(path: string): Promise<T[]> => (await hf.ask<Page<T>>('owner', 'GET', `${hf.site}/${path}`)).rows;
const ofZone = async (id: string) => (await read()).rows.find((it) => it.id === id)!;
const lacks = async (id: string): Promise<string[]> => (await ofZone(id)).missing.map(({ condition }) => condition);
const count = () => countSegmentation(hf.parts.context, new Date());
let zone_id = '';
let own: Conduit[] = [];

before(async () => {
  const { rows } = await read();
  const conduits = await list<Conduit>('conduits?limit=2000');
  const touching = (id: string) => conduits.filter((it) => [it.zone_a.id, it.zone_b.id].includes(id));
  const least = rows.filter((it) => it.conduits > 0).toSorted((a, b) => a.conduits - b.conduits)[0]!;
  [zone_id, own] = [least.id, touching(least.id)];
  await hf.rows(`update holdfast.observation set seen_to = now()`);
});

async function approveAll(): Promise<void> {
  for (const { id } of own) {
    const flows = await list<JudgedFlow>(`flows?conduit_id=${id}&limit=2000`);
    await hf.ask('owner', 'POST', `${hf.site}/flows/judgements`, { flow_ids: flows.map((it) => it.id), judgement: 'needed', reason });
    const found = await hf.ask<ConduitDetail>('owner', 'GET', `${hf.site}/conduits/${id}`);
    const proposed = found.proposed ?? (await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/conduits/${id}/allow-lists`, { reason }));
    await hf.ask('ot_lead', 'POST', `${hf.site}/conduits/${id}/allow-lists/${proposed.id}/decision`, { decision: 'approved', reason });
  }
  await hf.idle();
}

let firewall = '';
async function compare(text: (of: string) => string = (it) => it): Promise<EnforcerComparison> {
  const compiled = await hf.ask<{ text: string }>('owner', 'GET', `${firewall}/compiled?target=fortigate`);
  return hf.ask('ot_lead', 'POST', `${firewall}/comparison`, { text: text(compiled.text) });
}

test('a zone becomes segmented step by step, and says the next', async () => {
  const first = await ofZone(zone_id);
  assert.deepEqual([first.is_segmented, first.next?.step], [false, 'approve_list']);
  await approveAll();
  assert.deepEqual([await lacks(zone_id), (await ofZone(zone_id)).next?.step], [['enforced'], 'place_enforcer']);
  const zones = [...new Set(own.flatMap((it) => [it.zone_a.id, it.zone_b.id]))].map((id) => ({ zone_id: id }));
  const made = await hf.ask('owner', 'POST', `${hf.site}/enforcers`, { name: 'Gate', kind: 'fortigate', layout: 'routed', zones });
  firewall = `${hf.site}/enforcers/${made.enforcer.id}`;
  assert.equal((await ofZone(zone_id)).next?.step, 'hold_list');
  await count();
  assert.equal((await compare()).is_same, true);
  assert.deepEqual([await lacks(zone_id), (await ofZone(zone_id)).next], [[], null]);
  const said = await hf.ask('owner', 'GET', `${hf.site}/coverage`);
  assert.equal(said.zones_segmented, (await read()).segmented);
});

const withoutOne: readonly (readonly [condition: string, take: () => Promise<unknown>, give: () => Promise<unknown>])[] = [
  [
    'observed',
    () =>
      hf.rows(
        `update holdfast.observation set seen_from = now() - interval '95 days', seen_to = now() - interval '91 days' where zone_id = $1`,
        [zone_id],
      ),
    () => hf.rows(`update holdfast.observation set seen_to = now() where zone_id = $1`, [zone_id]),
  ],
  [
    'approved',
    () => hf.rows(`update holdfast.allow_list set state = 'withdrawn' where conduit_id = $1 and state = 'approved'`, [own[0]!.id]),
    () => hf.rows(`update holdfast.allow_list set state = 'approved' where conduit_id = $1 and state = 'withdrawn'`, [own[0]!.id]),
  ],
  ['enforced', () => compare((it) => it.replace('set action accept', 'set action deny')), () => compare()],
  [
    'uncontradicted',
    () => hf.rows(`update holdfast.flow_verdict set verdict = 'unapproved' where conduit_id = $1`, [own[0]!.id]),
    () => hf.rows(`update holdfast.flow_verdict set verdict = 'allowed' where conduit_id = $1`, [own[0]!.id]),
  ],
];

test('taking away any one of the four lowers the count at once and says which', async () => {
  for (const [condition, take, give] of withoutOne) {
    const before = (await read()).segmented;
    await take();
    const now = await read();
    assert.ok(now.segmented < before, condition);
    assert.ok((await lacks(zone_id)).includes(condition), condition);
    await give();
    assert.deepEqual([await lacks(zone_id), (await read()).segmented], [[], before], condition);
  }
});

test('a flow judged blockable contradicts no more, until it is seen again', async () => {
  const [flow] = await list<JudgedFlow>(`flows?conduit_id=${own[0]!.id}`);
  await hf.rows(`update holdfast.flow_verdict set verdict = 'unapproved' where flow_id = $1`, [flow!.id]);
  assert.deepEqual(await lacks(zone_id), ['uncontradicted']);
  await hf.rows(`update holdfast.flow_judgement set judgement = 'blockable', judged_at = now() where flow_id = $1`, [flow!.id]);
  assert.deepEqual(await lacks(zone_id), []);
  await hf.rows(`update holdfast.flow set last_seen = now() + interval '1 minute' where id = $1`, [flow!.id]);
  assert.deepEqual(await lacks(zone_id), ['uncontradicted']);
  await hf.rows(`update holdfast.flow_verdict set verdict = 'allowed' where flow_id = $1`, [flow!.id]);
});

test('what changed is an entry with its zones, counted once; the month ends with the last count', async () => {
  const entries = async (): Promise<{ body: string }[]> => {
    // It puts what was appended in order first.
    await hf.ask('owner', 'POST', `${hf.site}/ledger/verifications`, {});
    return hf.rows(`select convert_from(body, 'UTF8') as body from ledger.entry
      where position('site.segmentation_changed' in convert_from(body, 'UTF8')) > 0 order by idx`);
  };
  const before = (await entries()).length;
  await count();
  const now = await entries();
  assert.equal(now.length, before + 1);
  assert.match(now.at(-1)!.body, new RegExp(`"zones_segmented":\\[[^\\]]*"${zone_id}"`));
  await count();
  assert.equal((await entries()).length, before + 1);
  const { months, segmented, zones } = await read();
  assert.deepEqual(months.at(-1), { month: new Date().toISOString().slice(0, 7), zones, segmented });
  assert.ok((await ofZone(zone_id)).since !== null);
});
