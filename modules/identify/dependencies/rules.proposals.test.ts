// What flows speak for: a service per device and kind, with the reason and the flows counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageProposals, proposeDependencies, type Use } from './rules.proposals.ts';
import type { Proposal } from './schema.ts';

const use = (it: Partial<Use>): Use => ({
  server_id: 's1',
  server_name: '10.0.0.5',
  server_kind: 'server',
  server_address: '10.0.0.5',
  zone_id: 'z1',
  zone_name: 'Filling',
  transport: 'tcp',
  server_port: 80,
  protocol: 'http',
  flows: 1,
  clients: 1,
  last_seen: '2026-11-20T08:00:00Z',
  outside: false,
  ...it,
});

test('Kerberos and LDAP of one host are one directory, with both ports as reasons and the flows counted', () => {
  const uses = [use({ server_port: 88, flows: 3, clients: 2 }), use({ server_port: 389, flows: 5, clients: 4 }), use({ server_port: 502 })];
  const [it, ...rest] = proposeDependencies(uses);
  assert.equal(rest.length, 0);
  assert.deepEqual([it!.kind, it!.flows, it!.clients, it!.hardness, it!.after_hours], ['directory', 8, 4, 'stops_after', 8]);
  assert.deepEqual(it!.why, [
    { code: 'port', value: 'tcp/88' },
    { code: 'port', value: 'tcp/389' },
  ]);
});

test('a name tells an MES on any port, and a database port of it stays with it', () => {
  const found = proposeDependencies([
    use({ server_name: 'brew-mes-01', server_port: 1433 }),
    use({ server_name: 'brew-mes-01', server_port: 8080 }),
  ]);
  assert.deepEqual(
    found.map((it) => [it.kind, it.flows]),
    [['mes', 2]],
  );
  assert.equal(
    proposeDependencies([use({ server_name: 'messplatz-3', server_port: 8080 })]).length,
    0,
    'a word that only begins so is no MES',
  );
});

test('each zone gets its own proposal, and an outside address is an external service', () => {
  const found = proposeDependencies([
    use({ server_kind: 'historian' }),
    use({ server_kind: 'historian', zone_id: 'z2' }),
    use({ outside: true, server_address: '203.0.113.9', server_name: '203.0.113.9', server_port: 443 }),
  ]);
  assert.deepEqual(found.map((it) => [it.kind, it.zone_id, it.external, it.addresses.join(), it.host_ids.join()]).toSorted(), [
    ['historian', 'z1', false, '', 's1'],
    ['historian', 'z2', false, '', 's1'],
    ['internet', 'z1', true, '203.0.113.9', ''],
  ]);
});

test('a page of proposals: by words, in the order wished for, and never twice the same', () => {
  const proposal = (key: string, service_name: string, flows: number): Proposal => {
    const [it] = proposeDependencies([use({ server_kind: 'historian', zone_id: key, zone_name: `Hall-${key}`, flows })]);
    const { name: _name, ...rest } = it!;
    return { ...rest, key, service_id: null, service_name };
  };
  const all = [proposal('a', 'Historian', 9), proposal('b', 'Archive', 4), proposal('c', 'Archive', 4), proposal('d', 'Directory', 1)];
  const keys = (query: object): string => {
    const page = pageProposals(all, { limit: 2, offset: 0, ...query });
    return `${page.rows.map((it) => it.key).join('')} of ${page.total}`;
  };
  assert.equal(keys({}), 'ab of 4');
  assert.equal(keys({ offset: 2 }), 'cd of 4');
  assert.equal(keys({ sort: 'service_name' }), 'bc of 4');
  assert.equal(keys({ sort: '-flows', offset: 1 }), 'bc of 4');
  assert.equal(keys({ search: 'archive hall-c' }), 'c of 1');
  assert.equal(keys({ sort: 'owner' }), 'ab of 4');
});
