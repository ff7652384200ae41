// Probes of a drill over real sockets: the responder answers this drill's question only, and what answers otherwise, refuses or is silent is told apart.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { probeOnce, respond, type Plan } from './probe.ts';

const [there, here] = ['127.0.0.1', '127.0.0.2'];
const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, there);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
};
const planOf = (doors: { port: number; transport?: 'tcp' | 'udp' }[]): Plan => ({
  id: 'drill-7',
  state: 'running',
  until_at: new Date(Date.now() + 60_000).toISOString(),
  responders: [{ address: there }],
  probes: doors.map((door, at) => ({ id: `p${at}`, from: here, to: there, ...door })),
});

test('over UDP and TCP the responder of this drill answers, also by a plan of before that names no transport', async (t) => {
  const [udp, tcp] = [await freePort(), await freePort()];
  const plan = planOf([{ port: udp, transport: 'udp' }, { port: tcp }]);
  const { ports, udp_ports, end } = await respond(plan, there);
  t.after(end);
  assert.deepEqual([ports, udp_ports], [[tcp], [udp]]);
  assert.deepEqual(await Promise.all(plan.probes.map((it) => probeOnce(plan, it))), ['answered', 'answered']);
  const other = { ...plan, id: 'drill-8' };
  assert.equal(await probeOnce(other, plan.probes[0]!), 'silent', 'the question of another drill is not answered');
});

test('over UDP a closed port refuses, a stranger is another, and a port that is taken is not said to be listened on', async (t) => {
  const [closed, taken] = [await freePort(), await freePort()];
  const stranger = createSocket('udp4').on('message', (_bytes, { port, address }) => stranger.send('hello', port, address));
  stranger.bind(taken, there);
  await once(stranger, 'listening');
  t.after(() => stranger.close());
  const plan = planOf([
    { port: closed, transport: 'udp' },
    { port: taken, transport: 'udp' },
  ]);
  assert.deepEqual(await Promise.all(plan.probes.map((it) => probeOnce(plan, it))), ['refused', 'other']);
  const { udp_ports, end } = await respond(plan, there);
  t.after(end);
  assert.deepEqual(udp_ports, [closed]);
});
