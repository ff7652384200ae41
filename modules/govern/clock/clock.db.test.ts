// The clock through the API against real time servers over UDP: named, asked, judged, told, and right again.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { compareClock } from './jobs.ts';
import type { ClockState, TimeServer } from './schema.ts';

const hf = await openHoldfast({ after });
await hf.hire('auditor', [{ role: 'auditor', scope: 'organisation' }]);
await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);

let wrong_by_ms = 7300;
const server = createSocket('udp4');
server.on('message', (question, from) => {
  const answer = Buffer.alloc(48);
  const ms = Date.now() + wrong_by_ms;
  answer.set([0x24, 2]);
  question.copy(answer, 24, 40, 48);
  for (const at of [32, 40]) {
    answer.writeUInt32BE(Math.floor(ms / 1000) + 2_208_988_800, at);
    answer.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4);
  }
  server.send(answer, from.port, from.address);
});
server.bind(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();

const kinds = async (): Promise<(string | undefined)[]> => {
  await hf.parts.sequencer.settle();
  const rows = await hf.rows<{ data: { verdict?: string } }>(`select data from ledger.fact where kind = 'clock.judged' order by idx`);
  return rows.map((it) => it.data.verdict);
};
const state = () => hf.ask<ClockState>('technician', 'GET', '/api/v1/clock');

test('without a time server it says so, and nothing is entered', async () => {
  await compareClock(hf.parts.context);
  assert.deepEqual([(await state()).verdict, await kinds()], ['unchecked', []]);
});

test('a clock off by seven seconds is said to everybody, entered once, and the owner is told', async () => {
  const named = await hf.ask<Page<TimeServer>>('owner', 'PUT', '/api/v1/clock/servers', { servers: [{ host: '127.0.0.1', port }] });
  const { offset_ms } = named.rows[0]!;
  assert.ok(offset_ms !== null && Math.abs(offset_ms - 7300) < 450, `${offset_ms} ms`);
  const seen = await state();
  assert.deepEqual([seen.verdict, seen.offset_ms], ['off', offset_ms]);
  await compareClock(hf.parts.context);
  assert.deepEqual(await kinds(), ['off']);
  const told = await hf.ask<Page<{ kind: string; params: { seconds: string } }>>('owner', 'GET', '/api/v1/me/notices');
  assert.deepEqual(
    told.rows.filter((it) => it.kind === 'clock_off').map((it) => it.params.seconds),
    [(Math.round(offset_ms) / 1000).toFixed(1)],
  );
});

test('the auditor sees the servers and names none; the technician sees only the verdict', async () => {
  assert.equal((await hf.call('GET', '/api/v1/clock/servers', { as: 'auditor' })).status, 200);
  assert.equal((await hf.call('PUT', '/api/v1/clock/servers', { as: 'auditor', body: { servers: [] } })).status, 403);
  assert.equal((await hf.call('GET', '/api/v1/clock/servers', { as: 'technician' })).status, 403);
});

test('right again is an entry too; a server that falls silent keeps its last answer for half an hour', async () => {
  wrong_by_ms = 0;
  await hf.ask('owner', 'POST', '/api/v1/clock/comparison', {});
  assert.deepEqual([(await state()).verdict, await kinds()], ['right', ['off', 'right']]);
  await new Promise<void>((done) => server.close(done));
  const asked = await hf.ask<Page<TimeServer>>('owner', 'POST', '/api/v1/clock/comparison', {});
  assert.deepEqual([asked.rows[0]!.fault, (await state()).verdict], ['no_answer', 'right']);
  await hf.rows(`update holdfast.time_server set answered_at = answered_at - interval '31 minutes'`);
  await compareClock(hf.parts.context);
  assert.deepEqual([(await state()).verdict, await kinds()], ['unanswered', ['off', 'right', 'unanswered']]);
});
