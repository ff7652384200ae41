// What SQL takes for a remote service is what the rules take for one: a protocol at a door, one by one.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { protocolNames } from '@holdfast/core-wire';
import { officeServiceOf, remoteServiceRows, remoteServices } from '@holdfast/core-zones';
import { sql } from 'kysely';
import { openStore, person_id, site_id } from '../../../test/finding-store.ts';
import { remoteServiceOf } from './store.wanted.remote.ts';

test('every protocol at every door is the same remote service in SQL and in the rules', async (t) => {
  const { db } = await openStore(t);
  const doors = [...remoteServiceRows.flatMap((it) => it.doors), 'tcp/80', 'tcp/443', 'udp/22', 'tcp/-1', 'ethernet/-1'];
  const flows = doors.flatMap((door) => {
    const [transport, port] = door.split('/');
    return protocolNames.map((protocol) => ({ transport: transport!, server_port: Number(port), protocol }));
  });
  const { rows } = await sql<{
    transport: string;
    server_port: number;
    protocol: string;
    service: string | null;
  }>`select f.*, ${remoteServiceOf('f')} as service
    from jsonb_to_recordset(${JSON.stringify(flows)}::jsonb) as f(transport text, server_port int, protocol text)`.execute(db);
  assert.equal(rows.length, flows.length);
  for (const { transport, server_port, protocol, service } of rows) {
    const known = officeServiceOf({ transport, protocol, port: server_port === -1 ? null : server_port });
    assert.equal(service, known !== null && remoteServices.has(known) ? known : null, `${protocol} at ${transport}/${server_port}`);
  }
  const seen = new Set(rows.map((it) => it.service).filter((it) => it !== null));
  assert.deepEqual([...seen].toSorted(), [...remoteServices].toSorted(), 'each service is known by something');
});

/** A session by remote desktop from an office computer to a station of the plant. */
async function openSession(t: TestContext) {
  const store = await openStore(t);
  const { one, flow, judge, list, refresh } = store;
  const flow_id = await flow();
  const { client_id, server_id } = await one<{ client_id: string; server_id: string }>(
    `update holdfast.flow set protocol = 'rdp', server_port = 3389, classes = '{}' where id = $1 returning client_id, server_id`,
    flow_id,
  );
  await one(`update holdfast.asset set kind = 'workstation', purdue_level = '4' where id = $1 returning 1`, client_id);
  await one(`update holdfast.asset set kind = 'engineering-station', purdue_level = '3' where id = $1 returning 1`, server_id);
  await judge(flow_id, 'allowed');
  const register = (service: string, to: string, state = 'in_force') =>
    one(
      `insert into holdfast.remote_path (site_id, name, solution, service, to_asset_ids, owner_id, purpose, reviewed_until, changed_by, state)
       values ($1, 'Hotline', 'Remote desktop', $2, array[$3::uuid], $4, 'Hotline.', '2031-01-01', $4, $5) returning 1`,
      site_id,
      service,
      to,
      person_id,
      state,
    );
  const found = async () => {
    await refresh();
    return (await list()).filter((it) => it.state === 'open').map((it) => [it.kind, it.facts['protocol'], it.facts['also'] ?? null]);
  };
  return { ...store, flow_id, client_id, server_id, register, found };
}

test('what a list lets pass is a finding from the first entry of the register on, until one names it', async (t) => {
  const { found, register, client_id, server_id, one } = await openSession(t);
  assert.deepEqual(await found(), [], 'without a register the page asks for one');
  await register('rdp', client_id);
  assert.deepEqual(await found(), [['remote_session', 'rdp', null]], 'that entry leads elsewhere');
  await register('rdp', server_id);
  assert.deepEqual(await found(), []);
  await one(`update holdfast.remote_path set state = 'ended' returning 1`);
  assert.deepEqual(await found(), [['remote_session', 'rdp', null]], 'a register whose entries all ended was begun all the same');
});

test('a service that only has a port is a session too; one that a station opens to the internet is one finding, not two', async (t) => {
  const { found, register, client_id, server_id, flow_id, judge, one } = await openSession(t);
  const become = (transport: string, port: number, protocol: string) =>
    one(
      `update holdfast.flow set transport = $2, server_port = $3, protocol = $4 where id = $1 returning 1`,
      flow_id,
      transport,
      port,
      protocol,
    );
  await judge(flow_id, 'no_list');
  await become('udp', 51_820, 'udp');
  assert.deepEqual(await found(), [['remote_session', 'vpn', null]], 'WireGuard');
  await become('tcp', 5986, 'tls');
  assert.deepEqual(await found(), [['remote_session', 'winrm', null]]);
  await become('tcp', 443, 'tls');
  assert.deepEqual(await found(), []);
  await become('tcp', 5938, 'tcp');
  await one(`update holdfast.asset set purdue_level = '3' where id = $1 returning 1`, client_id);
  await one(
    `update holdfast.flow set server_address = '203.0.113.9', server_id = null, server_key = '203.0.113.9' where id = $1 returning 1`,
    flow_id,
  );
  assert.deepEqual(await found(), [['unknown_internet', 'tcp', null]]);
  await register('rdp', server_id);
  assert.deepEqual(await found(), [['remote_session', 'teamviewer', 'unknown_internet']]);
  await register('teamviewer', client_id);
  assert.deepEqual(await found(), [['unknown_internet', 'tcp', null]], 'the way is known, the address still belongs to nobody');
});
