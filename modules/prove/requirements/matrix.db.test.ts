// The matrix fills itself: from an empty plant, operational work alone turns its cells, each with the entries behind it; undone or aged, they turn back on the day.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Asset } from '@holdfast/assets/schema';
import type { AllowList, Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { Zone } from '@holdfast/zones/schema';
import { matrixParts } from '../../../apps/server/src/bindings.ts';
import { dayThere, openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import { nistFaults } from '../../../test/oscal-nist.ts';
import { oscalFaults, oscalModels } from '../../../test/oscal-shape.ts';
import { factsUntil } from '@holdfast/platform/facts';
import { addDays } from './rules.days.ts';
import { foldStatements, statementKinds } from './rules.statements.ts';
import { listStatements } from './store.statements.ts';
import type { ComparisonRow, MatrixRow, ProofRow, RequirementDetail, Summary } from './schema.ts';
import { readMarks } from './store.ts';
import { catchUp, organisationWide, readersOf, readingOf } from './store.marks.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const reason = 'Walked through with the shift leads.';
const list = <T>(path: string): Promise<T[]> => hf.ask<Page<T>>('owner', 'GET', `${site}/${path}`).then((page) => page.rows);
const me = (await hf.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me')).person.id;
const before = new Date(Date.now() - 1);

/** What one practice says, by its id: `proven`, or `partly 3/4`. */
async function said(requirement_id: string, binding_id: string, as_of?: string): Promise<string> {
  const it = await detail(requirement_id, as_of);
  const found = it.detail_parts.flatMap((part) => part.bindings).find((one) => one.id === binding_id);
  assert.ok(found, `${requirement_id} knows ${binding_id}`);
  return found.state === 'partly' ? `partly ${found.good}/${found.of}` : found.state;
}

async function detail(requirement_id: string, as_of?: string): Promise<RequirementDetail> {
  await hf.parts.sequencer.settle();
  await catchUp(hf.parts.context.db, matrixParts.readers);
  return hf.ask<RequirementDetail>('owner', 'GET', `${site}/requirements/${requirement_id}${as_of === undefined ? '' : `?as_of=${as_of}`}`);
}

const proofs = (requirement_id: string, binding_id: string): Promise<ProofRow[]> =>
  hf.ask<Page<ProofRow>>('owner', 'GET', `${site}/requirements/${requirement_id}/proofs/${binding_id}`).then((page) => page.rows);

/** Noon of the day so many days from today; the plant stands in Berlin. */
const noonIn = (days: number): string => `${addDays(dayThere(), days)}T11:00:00.000Z`;

let zones: Zone[];
let assets: Asset[];
let conduit: Conduit;

test('an empty plant proves nothing but what setting up proves', async () => {
  const { rows } = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements`);
  assert.ok(rows.length >= 25, `${rows.length} requirements`);
  assert.deepEqual(
    rows.filter((it) => it.state === 'proven').map((it) => it.requirement_id),
    [],
  );
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed'), 'unobserved');
  assert.equal(await said('NIS2-21.2.b', 'captures.read'), 'missing');
  for (const row of rows) assert.ok(row.citation.instrument.length > 0 && row.citation.place.length > 0, row.requirement_id);
});

test('a capture alone proves that somebody listened, that zones are heard, and makes what is still to do', async () => {
  await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id }]);
  await hf.ingest(plantBytes(2_000_000, 1, new Date(Date.now() - 3_600_000).toISOString()), 'day.pcap');
  [zones, assets] = [await list<Zone>('zones'), await list<Asset>('assets?limit=2000')];
  assert.equal(await said('NIS2-21.2.b', 'captures.read'), 'proven');
  assert.equal(await said('NIS2-21.2.i', 'observation.inventory_seen'), 'proven');
  assert.equal(await said('NIS2-21.2.b', 'observation.zone_heard'), 'proven');
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed'), 'missing');
  const devices = await proofs('NIS2-21.2.i', 'assets.owner_named');
  assert.deepEqual(devices.map((it) => it.subject_id).toSorted(), assets.map((it) => it.id).toSorted());
  assert.deepEqual(new Set(devices.map((it) => it.standing)), new Set(['missing']));
  const [heard] = await proofs('NIS2-21.2.b', 'captures.read');
  assert.deepEqual([heard!.kind, heard!.log_site_id], ['capture.counted', site_id]);
});

test('naming people turns the parts one by one, and each says how many are left', async () => {
  await hf.ask('owner', 'POST', `${site}/zones/confirmations`, { zone_ids: [zones[0]!.id], reason });
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed'), `partly 1/${zones.length}`);
  await hf.ask('owner', 'POST', `${site}/zones/confirmations`, { reason });
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed'), 'proven');
  for (const { id } of zones) {
    const { version } = (await list<Zone>('zones')).find((it) => it.id === id)!;
    await hf.ask('owner', 'PATCH', `${site}/zones/${id}`, { version, custodian_id: me });
  }
  assert.equal(await said('NIS2-20.1', 'zones.custodian_named'), 'proven');
  const area = await hf.ask<{ id: string }>('owner', 'POST', `${site}/areas`, { name: 'Filling', owner_id: null });
  assert.equal(await said('NIS2-20.1', 'sites.area_owner_named'), 'missing');
  await hf.ask('owner', 'PATCH', `${site}/areas/${area.id}`, { name: 'Filling', owner_id: me });
  assert.equal(await said('NIS2-20.1', 'sites.area_owner_named'), 'proven');
});

test('wording devices proves owner and importance, and an act taken back ends just what it gave', async () => {
  const asset_ids = assets.map((it) => it.id);
  await hf.ask('owner', 'POST', `${site}/assets/words`, { asset_ids, word: { owner_id: me } });
  assert.equal(await said('NIS2-21.2.i', 'assets.owner_named'), 'proven');
  const few = asset_ids.slice(0, 3);
  await hf.ask('owner', 'POST', `${site}/assets/words`, { asset_ids: few, word: { criticality: 'essential' } });
  assert.equal(await said('NIS2-21.2.i', 'assets.criticality_said'), `partly 3/${assets.length}`);
  const { entry_id } = await hf.ask<{ entry_id: string }>('owner', 'POST', `${site}/assets/words`, {
    asset_ids,
    word: { criticality: 'supporting', owner_id: null },
  });
  assert.equal(await said('NIS2-21.2.i', 'assets.criticality_said'), 'proven');
  assert.equal(await said('NIS2-21.2.i', 'assets.owner_named'), 'missing');
  await hf.ask('owner', 'POST', `${site}/acts/${entry_id}/undo`, { reason });
  assert.equal(await said('NIS2-21.2.i', 'assets.criticality_said'), `partly 3/${assets.length}`);
  assert.equal(await said('NIS2-21.2.i', 'assets.owner_named'), 'proven');
});

test('a list two people approved proves its conduit, ages and goes stale on the day', async () => {
  await hf.ask('owner', 'POST', `${site}/assets/decisions`, { asset_ids: assets.map((it) => it.id), decision: 'accepted', reason });
  await hf.idle();
  const conduits = await list<Conduit>('conduits?limit=2000&sort=-flows');
  conduit = conduits.find((it) => it.flows < 40)!;
  assert.equal(await said('NIS2-21.2.e', 'conduits.list_approved'), 'missing');
  const flows = await list<JudgedFlow>(`flows?conduit_id=${conduit.id}&limit=2000`);
  await hf.ask('owner', 'POST', `${site}/flows/judgements`, { flow_ids: flows.map((it) => it.id), judgement: 'needed', reason });
  const proposed = await hf.ask<AllowList>('owner', 'POST', `${site}/conduits/${conduit.id}/allow-lists`, { reason });
  assert.equal(await said('NIS2-21.2.e', 'conduits.list_approved'), 'missing', 'proposed is not approved');
  await hf.ask('plant_manager', 'POST', `${site}/conduits/${conduit.id}/allow-lists/${proposed.id}/decision`, {
    decision: 'approved',
    reason,
  });
  const partly = `partly 1/${conduits.length}`;
  assert.equal(await said('NIS2-21.2.e', 'conduits.list_approved'), partly);
  const mine = (await proofs('NIS2-21.2.e', 'conduits.list_approved')).find((it) => it.subject_id === conduit.id)!;
  assert.deepEqual([mine.kind, mine.standing, mine.actor_name], ['conduit.list_approved', 'proven', 'Person plant_manager']);
  assert.equal(mine.holds_to, addDays(new Date(mine.at!).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }), 180));
  const standingIn = async (days: number): Promise<string> => {
    const asked = await hf.ask<Page<ProofRow>>(
      'owner',
      'GET',
      `${site}/requirements/NIS2-21.2.e/proofs/conduits.list_approved?as_of=${noonIn(days)}`,
    );
    return asked.rows.find((it) => it.subject_id === conduit.id)!.standing;
  };
  assert.deepEqual(
    [await standingIn(150), await standingIn(151), await standingIn(180), await standingIn(181)],
    ['proven', 'ageing', 'ageing', 'stale'],
  );
  assert.equal(await said('NIS2-21.2.e', 'conduits.list_approved', noonIn(181)), 'stale');
});

test('findings are judged one by one, and an account is reviewed only when somebody did so lately', async () => {
  await hf.idle();
  const open = (await list<Finding>('findings?limit=2000')).filter((it) => it.state === 'open');
  assert.ok(open.length > 1);
  assert.notEqual(await said('NIS2-21.2.b', 'findings.judged'), 'proven');
  for (const decision of ['expected', 'accept', 'investigate'] as const) {
    const left = (await list<Finding>('findings?limit=2000')).filter((it) => it.state === 'open');
    if (left.length > 0)
      await hf.call('POST', `${site}/findings/decisions`, {
        as: 'owner',
        body: { finding_ids: left.map((it) => it.id), decision, reason },
      });
  }
  assert.equal(await said('NIS2-21.2.b', 'findings.judged'), 'proven');
  const day = (days: number): string => addDays(dayThere(), days);
  const account = { system: 'SCADA', login: 'shift', kind: 'shared', holder_id: me };
  assert.equal(await said('NIS2-21.2.i', 'accounts.reviewed'), 'unobserved');
  const added = await hf.ask<{ id: string; version: number }>('owner', 'POST', `${site}/accounts`, {
    ...account,
    last_reviewed: day(-300),
  });
  assert.equal(await said('NIS2-21.2.i', 'accounts.reviewed'), 'missing', 'a review of last year proves nothing today');
  await hf.ask('owner', 'PATCH', `${site}/accounts/${added.id}`, { ...account, last_reviewed: day(-1), version: added.version });
  assert.equal(await said('NIS2-21.2.i', 'accounts.reviewed'), 'proven');
  assert.equal(await said('CER-13.1.e', 'accounts.reviewed'), 'proven', 'the same work counts for the other law');
});

test('as of before the work the page shows what was then, and ahead what will be when nobody does anything', async () => {
  const then = before.toISOString();
  assert.equal(await said('NIS2-21.2.b', 'captures.read', then), 'missing');
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed', then), 'unobserved');
  assert.equal(await said('NIS2-21.2.b', 'captures.read', noonIn(32)), 'stale');
  assert.equal(await said('NIS2-21.2.e', 'zones.confirmed', noonIn(365)), 'proven', 'what holds until it is ended does not age');
  const far = await hf.call('GET', `${site}/requirements?as_of=${noonIn(1000)}`, { as: 'owner' });
  assert.deepEqual([far.status, far.body.code], [422, 'as_of_too_far']);
});

test('evidence by hand is marked, holds to its day, and can be ended; an assumption and a test stand beside it', async () => {
  const path = `${site}/requirements/NIS2-21.2.c`;
  const until_on = addDays(dayThere(), 40);
  const added = await hf.ask<{ id: string }>('owner', 'POST', `${path}/evidence`, {
    artefact: 'recovery_plan',
    text: 'Folder 7',
    until_on,
  });
  const part = async (as_of?: string) => (await detail('NIS2-21.2.c', as_of)).detail_parts.find((it) => it.artefact === 'recovery_plan')!;
  assert.deepEqual([(await part()).state, (await part()).by_hand], ['proven', true]);
  assert.equal((await part(noonIn(40))).state, 'proven');
  assert.notEqual((await part(noonIn(41))).state, 'proven');
  assert.equal((await detail('NIS2-21.2.c')).only_by_hand, true);
  await hf.ask('owner', 'POST', `${site}/requirement-statements/${added.id}/ending`, { reason });
  assert.notEqual((await part()).state, 'proven');
  const again = await hf.call('POST', `${site}/requirement-statements/${added.id}/ending`, { as: 'owner', body: { reason } });
  assert.deepEqual([again.status, again.body.code], [409, 'statement_ended']);
  const bytes = Buffer.from('a scan of the plan');
  const query = `artefact=recovery_plan&text=Scan&until_on=${until_on}&name=plan.pdf`;
  const filed = await hf.call('POST', `${path}/evidence-files?${query}`, { as: 'owner', body: bytes });
  assert.deepEqual([filed.status, filed.body.file_name], [200, 'plan.pdf']);
  assert.equal((await hf.call('GET', `${site}/requirement-statements/${filed.body.id}/file`, { as: 'owner' })).body, 'a scan of the plan');
  assert.deepEqual(await hf.rows('select name, of_type from holdfast.kept_file where of_id = $1', [filed.body.id]), [
    { name: 'plan.pdf', of_type: 'requirement_statement' },
  ]);
  await hf.ask('owner', 'POST', `${site}/requirement-statements/${filed.body.id}/ending`, { reason });
  await hf.ask('owner', 'POST', `${path}/assumptions`, { text: 'The tank is full when the power fails.' });
  const today = dayThere();
  const control = { standard: 'nist_csf2', control_id: 'PR.DS-11', method: 'Restored the filler’s program.', result: 'works' };
  await hf.ask('owner', 'POST', `${site}/control-tests`, { ...control, tested_on: today, next_on: until_on });
  const it = await detail('NIS2-21.2.c');
  assert.deepEqual(
    it.assumptions.map(({ text, made_by_name }) => [text, made_by_name]),
    [['The tank is full when the power fails.', 'Person owner']],
  );
  assert.equal(it.detail_controls.find((one) => one.id === 'PR.DS-11')!.test!.result, 'works');
  assert.equal(await said('NIS2-21.2.f', 'requirements.control_tested'), 'proven');
});

test('only a person in a session of their own signs that something does not apply, and it can be taken up again', async () => {
  const path = `${site}/requirements/NIS2-23.2`;
  await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id }]);
  assert.equal((await hf.call('POST', `${path}/not-applicable`, { as: 'technician', body: { reason } })).status, 403);
  const second = await hf.ask<{ id: string }>('plant_manager', 'POST', `${site}/requirements/CER-15/not-applicable`, { reason });
  assert.ok(second.id);
  const signed = await hf.ask<{ id: string }>('plant_manager', 'POST', `${path}/not-applicable`, { reason });
  assert.equal((await detail('NIS2-23.2')).state, 'not_applicable');
  const { rows } = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements?state=not_applicable`);
  assert.deepEqual(
    rows.map((it) => it.requirement_id),
    ['NIS2-23.2', 'CER-15'],
  );
  await hf.ask('plant_manager', 'POST', `${site}/requirement-statements/${signed.id}/taking-up`, { reason });
  assert.notEqual((await detail('NIS2-23.2')).state, 'not_applicable');
});

test('the matrix leaves the house as a table and as OSCAL, with the same requirements', async () => {
  const all = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements`);
  const results = await hf.ask('owner', 'GET', `${site}/requirements/oscal/results`);
  const { findings } = results['assessment-results'].results[0];
  assert.deepEqual(
    findings.map((it: { target: { 'target-id': string } }) => it.target['target-id']),
    all.rows.map((it) => it.requirement_id),
  );
  for (const model of oscalModels) {
    const document = await hf.ask('owner', 'GET', `${site}/requirements/oscal/${model}`);
    assert.deepEqual([...oscalFaults(model, document), ...nistFaults(document)], [], model);
  }
  const sheet = await hf.call('POST', `${site}/requirements/export`, { as: 'owner', body: { format: 'csv', title: 'Matrix' } });
  assert.equal(sheet.status, 200);
  for (const row of all.rows) assert.ok(String(sheet.body).includes(row.requirement_id), row.requirement_id);
});

test('what was said by hand is in the ledger as it is in the table', async () => {
  await hf.parts.sequencer.settle();
  const { db } = hf.parts.context;
  for (const until of [new Date(), before]) {
    const facts = await factsUntil(db, { site_id, kinds: statementKinds, until });
    const table = (await listStatements(db, [site_id], until)).map(({ site_id: _site, made_at: _at, ...it }) => it);
    assert.deepEqual(
      foldStatements(facts).map(({ made_at: _at, ...it }) => it),
      table,
    );
  }
});

test('marks are only derived: changed by a superuser or made anew, they come out the same', async () => {
  const { db } = hf.parts.context;
  await hf.idle();
  await hf.parts.sequencer.settle();
  await catchUp(db, matrixParts.readers);
  const read = () =>
    hf.rows(`select site_id, source, subject_id, at, log_id, idx, effect from holdfast.evidence_mark order by 1, 2, 3, 4, 5, 6`);
  const latest = () => hf.rows(`select site_id, source, subject_id, at, effect from holdfast.evidence_latest order by 1, 2, 3`);
  const [marks, last] = [await read(), await latest()];
  assert.ok(marks.length > 100);
  await hf.rows(`update holdfast.evidence_latest set effect = 'proves', at = now() where effect = 'ends'`);
  await hf.rows(`delete from holdfast.evidence_mark where source = 'zones.confirmed'`);
  // Another version of the bindings: everything is read again.
  const other = { ...matrixParts.readers, version: 'another' };
  const { read: none } = await readingOf(db, other);
  assert.equal(none, 0);
  const done = await catchUp(db, other);
  assert.equal(done.read, done.of);
  assert.deepEqual(await read(), marks);
  assert.deepEqual(await latest(), last);
  const [one, again, changed] = ['a', 'a', 'b'].map((source) => readersOf(matrixParts.matrix, source).version);
  assert.ok(one === again && one !== changed, 'the version follows from the bindings and their source alone');
});

test('the marks of any instant are the last ones until then', async () => {
  const { db } = hf.parts.context;
  const plain = (rows: readonly { source: string; subject_id: string; at: number; effect: string }[]) =>
    rows.map((it) => [it.source, it.subject_id, it.at, it.effect].join(' ')).toSorted();
  const instants = await hf.rows<{ at: Date }>(
    `select at from (select at, row_number() over (order by at) as n, count(*) over () as of from holdfast.evidence_mark where site_id = $1) m
     where n % greatest(1, of / 7) = 0 order by at`,
    [site_id],
  );
  assert.ok(instants.length >= 5);
  for (const { at } of [...instants, { at: before }, { at: new Date() }]) {
    const last = await hf.rows<{ source: string; subject_id: string; at: number; effect: string }>(
      `select distinct on (source, subject_id) source, subject_id, (extract(epoch from at) * 1000)::float8 as at, effect from holdfast.evidence_mark
       where site_id = any(array[$1, '${organisationWide}']::uuid[]) and at <= $2 order by source, subject_id, at desc, log_id desc, idx desc`,
      [site_id, at],
    );
    const read = await readMarks(db, [site_id], at);
    assert.deepEqual(plain(read), plain(last), at.toISOString());
  }
});

test('a page of the comparison reads only what it shows and is a piece of the whole, now, as of a day, and by state', async () => {
  const ask = (query: string) => hf.ask<Page<ComparisonRow>>('owner', 'GET', `/api/v1/requirements?${query}`);
  for (const more of [
    '',
    `&as_of=${noonIn(40)}`,
    `&as_of=${before.toISOString()}`,
    '&state=proven,partly',
    '&search=plan',
    '&state=stale&as_of=' + noonIn(200),
  ]) {
    const whole = await ask(`limit=2000${more}`);
    assert.ok(whole.rows.length === whole.total && (whole.total > 1 || more.includes('stale')), more);
    const pages = [];
    for (let offset = 0; offset <= whole.total; offset += 7) {
      const page = await ask(`limit=7&offset=${offset}${more}`);
      assert.equal(page.total, whole.total);
      pages.push(...page.rows);
    }
    assert.deepEqual(pages, whole.rows, more);
  }
  const { rows } = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements`);
  for (const row of rows.filter((_, at) => at % 9 === 0)) {
    const { detail_parts, state, good, of, holds_to } = await detail(row.requirement_id);
    const parts = detail_parts.map((it) => [it.artefact, it.state]);
    assert.deepEqual(
      [state, good, of, holds_to, parts],
      [row.state, row.good, row.of, row.holds_to, row.parts.map((it) => [it.artefact, it.state])],
    );
  }
});

test('the summary counts every requirement once, the comparison shows every site, lists of the law are filtered', async () => {
  const summary = await hf.ask<Summary>('owner', 'GET', `${site}/requirements/summary`);
  const all = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements`);
  assert.equal(summary.whole.requirements, all.total);
  assert.equal(
    summary.buckets.reduce((sum, it) => sum + it.requirements, 0),
    all.total,
  );
  assert.ok(summary.automatic >= 3, `${summary.automatic} kinds of evidence hold`);
  assert.equal(summary.by_hand, 0);
  const second = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'South', time_zone: 'Europe/Rome', country: 'IT' });
  const compared = await hf.ask<Page<ComparisonRow>>('owner', 'GET', '/api/v1/requirements');
  const inventory = compared.rows.find((it) => it.requirement_id === 'NIS2-21.2.i')!;
  assert.deepEqual(inventory.cells.map((it) => it.site_id).toSorted(), [site_id, second.id].toSorted());
  assert.equal(inventory.differs, true);
  assert.ok(
    inventory.differing.some((it) => it.artefact === 'joiner_mover_leaver') === false,
    'what is proven for all sites is no difference',
  );
  const italian = compared.rows.find((it) => it.requirement_id.startsWith('IT-'))!;
  assert.deepEqual(
    italian.cells.map((it) => it.site_id),
    [second.id],
  );
  const mine = await hf.ask<Page<ComparisonRow>>('plant_manager', 'GET', '/api/v1/requirements?limit=1');
  assert.deepEqual(
    mine.rows[0]!.cells.map((it) => it.site_id),
    [site_id],
  );
  for (const [regime, check] of [
    ['nis2', (it: MatrixRow) => !it.regimes.includes('cer')],
    ['cer', (it: MatrixRow) => !it.regimes.includes('nis2')],
    ['shared', (it: MatrixRow) => it.regimes.includes('nis2') && it.regimes.includes('cer')],
  ] as const) {
    const { rows } = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements?regime=${regime}`);
    assert.ok(rows.length > 0 && rows.every(check), regime);
  }
  const found = await hf.ask<Page<MatrixRow>>('owner', 'GET', `${site}/requirements?search=${encodeURIComponent('Lieferkette')}`);
  assert.ok(found.rows.some((it) => it.requirement_id === 'NIS2-21.2.d'));
});
