// The auditor: looks at everything of the site, for a time; writes nothing but questions, checks of evidence, openings and packages.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sentences } from '../apps/server/src/sentences.ts';
import { openHoldfast, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });
await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
await hf.ingest(plantBytes(200_000));

/** What every person does with what is their own: settings, views, badge, tokens, mails, votes they were asked for, a seat they are asked to take, minutes of where they were. */
const own = [
  'people.own',
  'people.account',
  'preferences.own',
  'roles.name_deputy',
  'terminals.name',
  'terminals.own_pin',
  'tokens.keep',
  'notices.own',
  'approvals.decide',
  'opening_keys.hold',
  'appointments.answer',
  'appointments.own_reach',
  'cadence.own_feeds',
  'meetings.sign',
  'meetings.settle_actions',
  // Nobody knows who files one, so nobody can be kept from it.
  'rule_reports.file',
];
/** What an auditor does for the audit; none of it changes what is audited. */
const audit = ['questions.ask', 'evidence.verify', 'evidence.open', 'kept_files.check', 'packages.make', 'packages.pack_files'];

test('no sentence lets an auditor change more than questions, checks, openings, packages and their own things', () => {
  const may = sentences.filter((it) => it.changes && it.who.includes('auditor')).map((it) => it.id);
  assert.deepEqual(
    may.filter((id) => !own.includes(id) && !audit.includes(id)),
    [],
  );
  for (const id of ['questions.ask', 'evidence.verify', 'evidence.open']) assert.ok(may.includes(id), id);
});

test('what an auditor writes in the ledger is a question; what they try besides is refused and leaves no trace', async () => {
  const { rows } = await hf.ask<{ rows: { id: string }[] }>('auditor', 'GET', `${hf.site}/assets?limit=1`);
  const count = async () => (await hf.ask('owner', 'GET', `${hf.site}/ledger/entries?limit=1`)).total as number;
  const before = await count();
  const body = { asset_ids: [rows[0]!.id], decision: 'accepted', reason: 'I would like it so.' };
  const tried = [
    await hf.call('POST', `${hf.site}/assets/decisions`, { as: 'auditor', body }),
    await hf.call('POST', `${hf.site}/areas`, { as: 'auditor', body: { name: 'Mine' } }),
    await hf.call('PATCH', `/api/v1/sites/${hf.site_id}`, { as: 'auditor', body: { name: 'Mine' } }),
  ];
  assert.deepEqual(
    tried.map((it) => it.status),
    [403, 403, 403],
  );
  assert.equal(await count(), before);
  const about = { text: 'Who accepted this one?', about: `assets/${rows[0]!.id}`, about_title: 'PLC' };
  assert.equal((await hf.call('POST', `${hf.site}/questions`, { as: 'auditor', body: about })).status, 200);
  const { rows: last } = await hf.ask('owner', 'GET', `${hf.site}/ledger/entries?limit=1&search=question`);
  assert.equal(last[0].kind, 'question.asked');
});
