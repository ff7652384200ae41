// Documents through the API: begun from a template, approved by two, adopted by another site, read and read again, lagging, folded as of a day.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { DocumentDetail, DocumentRow, DocumentTexts, Draft, Misnamed, ProvenPrint, SetItem, VersionText } from './schema.ts';
import { tellDocuments } from './jobs.ts';
import { standOf } from './rules.ts';
import { foldAsOf, listKept, listStanding, readAround, viewOf } from './store.ts';

const hf = await openHoldfast({ after });
const { site_id } = hf;
const { db } = hf.parts.context;
const at_site = (role: string, at = site_id) => [{ role, scope: 'site' as const, site_id: at }];
const south = (await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'South', country: 'DE', time_zone: 'Europe/Berlin' }))
  .id;
const lead = await hf.hire('lead', [{ role: 'ot_lead', scope: 'organisation' }]);
await hf.hire('plant', at_site('plant_manager'));
await hf.hire('plant_south', at_site('plant_manager', south));
const tech = await hf.hire('tech', at_site('technician'));
await hf.hire('tech_south', at_site('technician', south));
const base = `${hf.site}/documents`;
const southBase = `/api/v1/sites/${south}/documents`;
const reason = 'Agreed in the shift meeting.';
const settings = {
  owner_kind: 'ciso',
  owner_id: null,
  review_months: 12,
  acknowledge_days: 365,
  audience_roles: ['technician'],
  audience_ids: [],
};

type Begin = { doc_type?: string; reach?: string; name?: string; owner_kind?: string; owner_id?: string | null };
const begin = (more: Begin = {}, as = 'lead') =>
  hf.ask<DocumentDetail>(as, 'POST', base, {
    doc_type: 'ot_security_policy',
    name: 'Policy',
    reach: 'site',
    main_language: 'en',
    ...settings,
    ...more,
  });
const detail = (id: string, as = 'tech', at = base) => hf.ask<DocumentDetail>(as, 'GET', `${at}/${id}`);
const draftOf = (id: string) => hf.ask<Draft>('lead', 'GET', `${base}/${id}/draft`);
const texts = (en: string, de?: string): DocumentTexts => {
  const text = (body: string) => ({ title: 'Policy', sections: [{ id: 'a', heading: 'A', body }] });
  return { en: text(en), ...(de === undefined ? {} : { de: text(de) }) };
};
type Propose = { texts?: DocumentTexts; base_number?: number | null; changes_meaning?: boolean; still_fits?: string[] };
const propose = (id: string, more: Propose = {}) =>
  hf.ask<DocumentDetail>('lead', 'POST', `${base}/${id}/versions`, {
    texts: texts('one'),
    base_number: null,
    changes_meaning: true,
    reason,
    ...more,
  });
const decide = async (as: string, id: string, decision = 'approved') => {
  const waiting = (await detail(id)).versions.find((it) => it.state === 'proposed')!;
  return hf.call('POST', `${hf.site}/approvals/${waiting.approval_id}/decision`, { as, body: { decision, reason } });
};
/** A document in force with this text. */
const inForce = async (more: Begin = {}, text = texts('one')): Promise<DocumentDetail> => {
  const { id } = await begin(more);
  await propose(id, { texts: text });
  assert.equal((await decide(more.reach === 'organisation' ? 'owner' : 'plant', id)).status, 200);
  return detail(id);
};
const code = async (as: string, method: string, path: string, body?: object) => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
const at = (now: Date, me_id = tech, at_id = site_id) => ({ site_id: at_id, me_id, now });

test('a site without documents is told each kind it lacks; who begins one finds the template in the languages chosen', async () => {
  const before = await hf.ask<{ items: SetItem[] }>('tech', 'GET', `${hf.site}/document-set`);
  assert.equal(before.items.length, 11);
  assert.deepEqual(new Set(before.items.flatMap((it) => it.lacks)), new Set(['missing']));
  await hf.ask('plant', 'PUT', `${hf.site}/document-setting`, { languages: ['en', 'de'] });
  const { id, state, orphaned } = await begin({ doc_type: 'incident_response', name: 'Incident response plan' });
  assert.deepEqual([state, orphaned], ['draft', true], 'nobody is CISO');
  const draft = await draftOf(id);
  assert.deepEqual(Object.keys(draft.texts).toSorted(), ['de', 'en']);
  assert.match(draft.texts.de!.sections.map((it) => it.heading).join(), /Die ersten fünfzehn Minuten/);
  assert.deepEqual(draft.places['people.plant_manager'], ['Person plant']);
  await hf.ask('lead', 'PUT', `${base}/${id}/draft`, { texts: texts('half a sen'), base_number: null });
  assert.equal((await draftOf(id)).texts.en!.sections[0]!.body, 'half a sen');
  assert.deepEqual(await code('tech', 'GET', `${base}/${id}/draft`), [403, 'not_allowed']);
  assert.match(
    (await hf.ask<Draft>('plant', 'GET', `${base}/${id}/draft`)).texts.en!.sections[0]!.body,
    /When in doubt/,
    'drafts are one’s own',
  );
  const lacks = (await hf.ask<{ items: SetItem[] }>('tech', 'GET', `${hf.site}/document-set`)).items.find((it) => it.document_id === id);
  assert.deepEqual(lacks!.lacks, ['not_in_force', 'orphaned']);
});

test('a version holds when somebody else approves it, and the ledger’s entry names the hash of its text', async () => {
  const { id } = await begin();
  await propose(id);
  assert.equal((await detail(id)).state, 'waiting');
  assert.equal((await decide('lead', id)).status, 403, 'who proposed does not approve, and an OT lead approves none');
  assert.equal((await decide('plant', id)).status, 200);
  const now = await detail(id);
  assert.deepEqual([now.state, now.number, now.versions[0]!.state, now.mine], ['in_force', 1, 'approved', 'to_read']);
  const file = await fetch(`${hf.base}${base}/${id}/versions/1/text?language=en`, { headers: { cookie: hf.cookieOf('tech') } });
  const sha256 = createHash('sha256')
    .update(Buffer.from(await file.arrayBuffer()))
    .digest('hex');
  const { body, kind } = await hf.ask('lead', 'GET', `${hf.site}/ledger/entries/${now.versions[0]!.entry_id!}`);
  assert.equal(kind, 'document.version_approved');
  assert.ok(body.includes(sha256) && !body.includes(reason));
  assert.equal(await hf.parts.files.verify(sha256), true, 'the file itself is kept');
  const print = await hf.ask<ProvenPrint>('tech', 'GET', `${hf.site}/document-prints/${sha256}`);
  assert.deepEqual([print.document_id, print.number, print.language, print.state], [id, 1, 'en', 'approved']);
  assert.deepEqual(await code('tech', 'GET', `${hf.site}/document-prints/${'0'.repeat(64)}`), [404, 'print_not_found']);
});

test('only one version waits, from the version in force; a refused one changes nothing', async () => {
  const { id } = await inForce();
  await propose(id, { texts: texts('two'), base_number: 1 });
  assert.deepEqual(
    await code('lead', 'POST', `${base}/${id}/versions`, { texts: texts('x'), base_number: 1, changes_meaning: true, reason }),
    [409, 'version_waits'],
  );
  assert.equal((await decide('plant', id, 'refused')).status, 200);
  assert.deepEqual([(await detail(id)).number, (await detail(id)).waiting_number], [1, null]);
  assert.deepEqual(
    await code('lead', 'POST', `${base}/${id}/versions`, { texts: texts('x'), base_number: null, changes_meaning: true, reason }),
    [409, 'version_moved_on'],
  );
  assert.deepEqual(
    await code('lead', 'POST', `${base}/${id}/versions`, {
      texts: texts('{{people.nobody}}'),
      base_number: 1,
      changes_meaning: true,
      reason,
    }),
    [422, 'unknown_place'],
  );
  await propose(id, { texts: texts('three'), base_number: 1 });
  const shown = await hf.ask<VersionText>('plant', 'GET', `${base}/${id}/versions/3`);
  assert.deepEqual(
    [shown.texts.en!.sections[0]!.body, shown.before!.en!.sections[0]!.body],
    ['three', 'one'],
    'compared with what is in force',
  );
});

test('who read is asked again when a version says something else or a year is over, and by nobody’s word but their own', async () => {
  const { id } = await inForce();
  const read = (number: number, as = 'tech') => code(as, 'POST', `${base}/${id}/acknowledgement`, { number, language: 'en' });
  assert.deepEqual(await read(2), [409, 'version_moved_on']);
  assert.equal((await read(1))[0], 200);
  const mineOn = async (day: Date) => (await listStanding(db, at(day))).find((it) => it.id === id)!.mine;
  assert.equal(await mineOn(days(0)), 'read');
  assert.equal(await mineOn(days(366)), 'expired');
  await propose(id, { texts: texts('one.'), base_number: 1, changes_meaning: false });
  await decide('plant', id);
  assert.equal((await detail(id)).mine, 'read', 'a comma asks nobody again');
  await propose(id, { texts: texts('two'), base_number: 2 });
  await decide('plant', id);
  assert.equal((await detail(id)).mine, 'again');
  const notices = await hf.ask<Page<{ kind: string; params: { document_id: string } }>>('tech', 'GET', '/api/v1/me/notices');
  assert.equal(notices.rows.filter((it) => it.kind === 'document_to_read' && it.params.document_id === id).length, 2);
  assert.equal((await read(3))[0], 200);
  assert.deepEqual([(await detail(id)).readers_asked, (await detail(id)).readers_done], [1, 1]);
});

test('a document of the organisation is written once, holds where it is adopted, and is adopted again when it says something else', async () => {
  assert.equal(
    (
      await hf.call('POST', base, {
        as: 'plant',
        body: { doc_type: 'cryptography', name: 'C', reach: 'organisation', main_language: 'en', ...settings },
      })
    ).status,
    403,
  );
  const { id } = await inForce({ reach: 'organisation', doc_type: 'cryptography' });
  const there = () => detail(id, 'tech_south', southBase);
  assert.deepEqual([(await there()).adoption, (await there()).mine], ['open', 'not_asked']);
  assert.deepEqual(await code('tech_south', 'POST', `${southBase}/${id}/acknowledgement`, { number: 1, language: 'en' }), [
    409,
    'nothing_in_force',
  ]);
  await hf.ask('plant_south', 'POST', `${southBase}/${id}/adoption`, { number: 1, reason });
  assert.deepEqual([(await there()).adoption, (await there()).mine], ['adopted', 'to_read']);
  assert.equal((await code('tech_south', 'POST', `${southBase}/${id}/acknowledgement`, { number: 1, language: 'en' }))[0], 200);
  await propose(id, { texts: texts('two'), base_number: 1 });
  assert.equal((await decide('plant', id)).status, 403, 'a plant manager of one site does not approve for all');
  await decide('owner', id);
  assert.deepEqual([(await there()).adoption, (await there()).mine, (await there()).number], ['behind', 'read', 2]);
  await hf.ask('plant_south', 'POST', `${southBase}/${id}/adoption`, { number: 2, reason });
  assert.deepEqual([(await there()).adoption, (await there()).mine], ['adopted', 'again']);
  await hf.ask('plant_south', 'POST', `${southBase}/${id}/adoption-refusal`, { reason });
  assert.equal((await there()).adoption, 'declined');
  assert.deepEqual(await code('plant', 'POST', `${base}/${id}/adoption`, { number: 2, reason }), [409, 'document_is_own']);
  const own = await inForce(
    { doc_type: 'note_patch' },
    { en: { title: 'N', sections: ['who', 'how', 'logged'].map((it) => ({ id: it, heading: it, body: it })) } },
  );
  assert.equal((await hf.call('GET', `${southBase}/${own.id}`, { as: 'plant_south' })).status, 404, 'another site’s own document');
});

test('a translation that was left behind is shown since when, until it is brought in line', async () => {
  const { id } = await inForce({}, texts('one', 'eins'));
  const german = async () => (await detail(id)).languages.find((it) => it.language === 'de')!;
  assert.deepEqual([(await german()).state, (await german()).since], ['current', null]);
  await propose(id, { texts: texts('two', 'eins'), base_number: 1 });
  await decide('plant', id);
  const lagging = await german();
  assert.deepEqual([lagging.state, lagging.since], ['lags', (await detail(id)).approved_at]);
  await propose(id, { texts: texts('two', 'zwei'), base_number: 2, changes_meaning: false });
  await decide('plant', id);
  assert.equal((await german()).state, 'current');
  const { id: single } = await inForce();
  assert.equal((await detail(single)).languages.find((it) => it.language === 'de')!.state, 'missing');
});

test('a review falls due on its day and moves on when somebody says that the text is still right', async () => {
  const { id } = await inForce({ owner_kind: 'delegate', owner_id: lead });
  const stateOn = async (day: Date) => (await listStanding(db, at(day))).find((it) => it.id === id)!.state;
  assert.deepEqual([await stateOn(days(300)), await stateOn(days(350)), await stateOn(days(370))], ['in_force', 'due', 'overdue']);
  const before = (await detail(id)).next_review_on;
  await hf.ask('lead', 'POST', `${base}/${id}/review`, { reason });
  assert.ok((await detail(id)).next_review_on! >= before!);
  assert.deepEqual(await code('tech', 'POST', `${base}/${id}/review`, { reason }), [403, 'not_allowed']);
  await hf.ask('lead', 'POST', `${base}/${id}/withdrawal`, { reason });
  assert.equal((await detail(id)).state, 'withdrawn');
  assert.deepEqual(await code('lead', 'POST', `${base}/${id}/review`, { reason }), [409, 'document_withdrawn']);
});

test('what the facts fold to is what the tables say, at both sites, and a past day is shown as it was', async () => {
  for (const where of [site_id, south]) {
    const now = new Date();
    const around = await readAround(db, at(now, tech, where));
    const folded = await foldAsOf(db, at(now, tech, where), now);
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    const tables = (await listKept(db, where)).map((it) => standOf(it, viewOf(around, it.id))).toSorted(byId);
    const facts = folded.kept.map((it) => standOf(it, viewOf({ ...folded.around, now }, it.id))).toSorted(byId);
    assert.ok(tables.length > 0);
    assert.deepEqual(facts, tables);
  }
  const { id } = await inForce();
  const then = new Date().toISOString();
  await propose(id, { texts: texts('two'), base_number: 1 });
  await decide('plant', id);
  await hf.ask('lead', 'POST', `${base}/${id}/withdrawal`, { reason });
  const was = await hf.ask<DocumentDetail>('tech', 'GET', `${base}/${id}?as_of=${then}`);
  assert.deepEqual([was.state, was.number, was.versions.map((it) => [it.number, it.state])], ['in_force', 1, [[1, 'approved']]]);
  const rows = await hf.ask<Page<DocumentRow>>('tech', 'GET', `${base}?as_of=${then}&limit=500`);
  assert.equal(rows.rows.find((it) => it.id === id)!.state, 'in_force');
  assert.deepEqual(await code('tech', 'GET', `${base}/${id}?as_of=2020-01-01T00:00:00Z`), [404, 'document_not_found']);
});

test('prints a version as tagged PDF with its places filled', async () => {
  const { id } = await inForce({}, texts('Call {{people.plant_manager}} and {{people.ciso}}.'));
  const answer = await fetch(`${hf.base}${base}/${id}/versions/1/paper?language=en`, { headers: { cookie: hf.cookieOf('tech') } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.deepEqual([answer.status, bytes.subarray(0, 5).toString()], [200, '%PDF-']);
});

test('the naming standard lists names that do not fit and renames nothing', async () => {
  const area = (await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/areas`, { name: 'Filling' })).id;
  await hf.rows(
    `insert into holdfast.asset (site_id, name, kind, standing, area_id) values ($1, 'FIL-PLC-01', 'plc', 'accepted', $2), ($1, 'plc 7', 'plc', 'accepted', null), ($1, 'seen', 'plc', 'sighted', null)`,
    [site_id, area],
  );
  const naming = {
    patterns: [{ kinds: ['plc'], pattern: '{area}-{kind}-{number:2}' }],
    area_codes: [{ area_id: area, code: 'FIL' }],
    kind_codes: [{ kind: 'plc', code: 'PLC' }],
    version: 0,
  };
  assert.deepEqual(await code('lead', 'PUT', `${hf.site}/naming`, { ...naming, patterns: [{ kinds: [], pattern: '{area' }] }), [
    422,
    'bad_pattern',
  ]);
  await hf.ask('lead', 'PUT', `${hf.site}/naming`, naming);
  const found = await hf.ask<Page<Misnamed> & { checked: number }>('tech', 'GET', `${hf.site}/naming/misfits`);
  assert.deepEqual(
    found.rows.map((it) => [it.name, it.why, it.at, it.want, it.example]),
    [['plc 7', 'stops', 0, 'area', 'FIL-PLC-01']],
  );
  assert.equal(found.checked, 2);
  assert.deepEqual(await code('lead', 'PUT', `${hf.site}/naming`, naming), [409, 'changed_meanwhile']);
  const names = await hf.rows<{ name: string }>('select name from holdfast.asset where site_id = $1 order by name', [site_id]);
  assert.deepEqual(names.map((it) => it.name).toSorted(), ['FIL-PLC-01', 'plc 7', 'seen']);
});

test('the daily look tells the owner of a review that nears and a reader of a reading that ends, once', async () => {
  const { id } = await inForce({ owner_kind: 'delegate', owner_id: lead });
  await hf.ask('tech', 'POST', `${base}/${id}/acknowledgement`, { number: 1, language: 'en' });
  const count = async (as: string, kind: string) => {
    const { rows } = await hf.ask<Page<{ kind: string; opens: string }>>(as, 'GET', '/api/v1/me/notices?limit=500');
    return rows.filter((it) => it.kind === kind && it.opens === `documents/${id}`).length;
  };
  await tellDocuments(db, days(300));
  assert.deepEqual([await count('lead', 'document_review_due'), await count('tech', 'document_to_read')], [0, 1]);
  await tellDocuments(db, days(355));
  await tellDocuments(db, days(356));
  assert.deepEqual([await count('lead', 'document_review_due'), await count('tech', 'document_to_read')], [1, 2]);
});

test('a document for all sites asks only those who may approve it for all', async () => {
  const { id } = await begin({ reach: 'organisation', doc_type: 'naming_standard' });
  await propose(id);
  const waits = async (as: string) => {
    const { rows } = await hf.ask<Page<{ kind: string; opens: string }>>(as, 'GET', '/api/v1/me/notices?limit=500');
    return rows.some((it) => it.kind === 'approval_waiting' && it.opens === `documents/${id}`);
  };
  assert.deepEqual([await waits('owner'), await waits('plant')], [true, false]);
});

test('the naming standard is told as it stood, from the facts', async () => {
  const read = (query = '') =>
    hf.ask<{ patterns: unknown[]; version: number; set_by_name: string | null }>('lead', 'GET', `${hf.site}/naming${query}`);
  const { set_at: _now, ...now } = (await read()) as Record<string, unknown>;
  const { set_at: _then, ...then } = (await read(`?as_of=${new Date(Date.now() + 1000).toISOString()}`)) as Record<string, unknown>;
  assert.ok((now['patterns'] as unknown[]).length > 0);
  assert.deepEqual(then, now);
  assert.deepEqual((await read('?as_of=2020-01-01T00:00:00.000Z')).patterns, []);
});
