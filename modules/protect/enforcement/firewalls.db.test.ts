// Firewalls of other makes: the text they are given, the configuration brought back, and what that says about their conduits; no root needed.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeGround } from '../../../test/plant-people.ts';
import { openHoldfast } from '../../../test/holdfast.ts';
import type { ConduitDetail } from '@holdfast/conduits/schema';
import type { CompiledRules, ConduitHold, EnforcerComparison, EnforcerDetail } from './schema.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const reason = 'Agreed in the shift meeting.';
const conduit = `${hf.site}/conduits/${things.conduit_id}`;
const hold = (): Promise<ConduitHold> => hf.ask('owner', 'GET', `${conduit}/hold`);

test('without TLS nothing can be enrolled; a firewall of another make needs no code', async () => {
  const { zone_a, zone_b } = await hf.ask<ConduitDetail>('owner', 'GET', conduit);
  const zones = [{ zone_id: zone_a.id }, { zone_id: zone_b.id }];
  const ours = await hf.call('POST', `${hf.site}/enforcers`, { as: 'owner', body: { name: 'Cabinet 7', layout: 'bridged', zones } });
  assert.deepEqual([ours.status, ours.body.code], [409, 'tls_is_off']);
  const one = await hf.call('POST', `${hf.site}/enforcers`, {
    as: 'owner',
    body: { name: 'Gate', layout: 'routed', zones: zones.slice(1) },
  });
  assert.equal(one.status, 400);
  const made = await hf.ask('owner', 'POST', `${hf.site}/enforcers`, { name: 'Gate', kind: 'fortigate', layout: 'routed', zones });
  assert.deepEqual([made.code, made.command, made.enforcer.state], [null, null, 'empty']);
});

test('its configuration matches or differs, line by line, and a mode or a new list makes it out of step', async () => {
  const { proposed } = await hf.ask<ConduitDetail>('owner', 'GET', conduit);
  if (proposed !== null)
    await hf.ask('ot_lead', 'POST', `${conduit}/allow-lists/${proposed.id}/decision`, { decision: 'approved', reason });
  const [gate] = (await hf.ask('owner', 'GET', `${hf.site}/enforcers`)).rows;
  const path = `${hf.site}/enforcers/${gate.id}`;
  assert.equal((await hold()).code, 'not_rolled_out');
  const { text, standings } = await hf.ask<CompiledRules>('owner', 'GET', `${path}/compiled?target=fortigate`);
  assert.ok(standings.length > 0 && standings.every(({ rule_id }) => !/^c[0-9a-f]{8}\./.test(rule_id)));
  const same = await hf.ask<EnforcerComparison>('ot_lead', 'POST', `${path}/comparison`, { text });
  assert.deepEqual([same.is_same, same.differences], [true, []]);
  assert.equal((await hold()).code, 'held');
  const opened = await hf.ask<EnforcerComparison>('ot_lead', 'POST', `${path}/comparison`, {
    text: text.replace('set action accept', 'set action deny'),
  });
  assert.equal(opened.is_same, false);
  assert.ok(opened.differences.some(({ kind, line }) => kind === 'different' && line !== null));
  assert.deepEqual([(await hold()).code, (await hf.ask<EnforcerDetail>('owner', 'GET', path)).state], ['differs', 'differs']);
  await hf.ask('ot_lead', 'POST', `${path}/comparison`, { text });
  await hf.rows(`update holdfast.conduit set mode = 'isolated', mode_since = now() where id = $1`, [things.conduit_id]);
  assert.deepEqual([(await hf.ask<EnforcerDetail>('owner', 'GET', path)).state, (await hold()).code], ['out_of_step', 'not_rolled_out']);
});

test('the order sheet for a provider speaks the language asked for, says what each rule is for, and comes as a table too', async () => {
  const sheetOf = (language: string): Promise<CompiledRules> =>
    hf.ask('owner', 'GET', `${conduit}/compiled?target=order_sheet&language=${language}`);
  const { in_force } = await hf.ask<ConduitDetail>('owner', 'GET', conduit);
  await hf.rows(
    `update holdfast.allow_list set rules = jsonb_set(rules, '{0,purpose}', '"Rezepte zum Füller"'), in_force_since = '2026-11-01T23:30:00Z' where id = $1`,
    [in_force!.id],
  );
  await hf.rows(`update holdfast.conduit set mode = 'normal' where id = $1`, [things.conduit_id]);
  const [owner] = await hf.rows<{ name: string; email: string }>(`select name, email from holdfast.person where id = $1`, [
    things.approver_id,
  ]);
  await hf.rows(`update holdfast.conduit set owner_id = $2 where id = $1`, [things.conduit_id, things.approver_id]);
  const named = await sheetOf('de');
  assert.ok(named.text.includes(`   Rückfragen: ${owner!.name}, ${owner!.email}\n`), named.text);
  assert.deepEqual(named.notes, []);
  await hf.rows(`update holdfast.conduit set owner_id = null where id = $1`, [things.conduit_id]);
  await hf.rows(`update holdfast.zone set custodian_id = null`);
  const [german, english] = [await sheetOf('de'), await sheetOf('en')];
  assert.doesNotMatch(german.text, /Rückfragen/, 'nobody is named: then no line asks for it');
  assert.deepEqual(
    german.notes.map((it) => it.code),
    ['nobody_to_ask'],
  );
  assert.match(german.text, /^Auftrag für Firewall-Regeln\n/);
  assert.match(german.text, /Zweck: Rezepte zum Füller\n {3}Genehmigt seit: 02\.11\.2026\n/);
  assert.match(english.text, /^Order of firewall rules\n/);
  assert.match(english.text, /Purpose: Rezepte zum Füller\n {3}Approved since: 2026-11-02\n/);
  assert.match(german.csv!, /^\ufeff"Nr\.","Zonenübergang","Aktion"/);
  const file = await hf.call('GET', `${conduit}/compiled/file?target=order_sheet&language=de&as=table`, { as: 'owner' });
  assert.deepEqual([file.status, file.body, file.headers['content-type']], [200, german.csv, 'text/csv; charset=utf-8']);
  const none = await hf.call('GET', `${conduit}/compiled/file?target=fortigate&as=table`, { as: 'owner' });
  assert.deepEqual([none.status, none.body.code], [422, 'no_table_of_target']);
});
