// NetBox: a small server that answers in the shapes of NetBox 4, page by page; what is asked of it, and where a token is not sent.
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { checkBaseUrl, fetchNetbox, kindOfRole } from './netbox.ts';

const brief = (id: number, name: string) => ({ id, url: `/x/${id}/`, display: name, name, slug: name.toLowerCase() });
const devices = [1, 2, 3].map((id) => ({
  id,
  display: `plc-${id}`,
  name: id === 3 ? null : `plc-${id}`,
  device_type: { id: 9, manufacturer: brief(4, 'Siemens'), model: 'CPU 1515-2 PN', slug: 'cpu-1515' },
  role: brief(7, 'PLC'),
  serial: id === 1 ? 'S C-1' : '',
  asset_tag: id === 1 ? 'A-100' : null,
  site: brief(1, 'North'),
  location: brief(2, 'Hall 2'),
  rack: id === 1 ? { id: 5, display: 'R7', name: 'R7' } : null,
  position: id === 1 ? 12 : null,
  primary_ip4: id === 1 ? { id: 50, address: '10.9.0.1/24' } : null,
  primary_ip6: null,
  status: { value: 'active', label: 'Active' },
}));
const answers: Record<string, object[]> = {
  '/api/dcim/devices/': devices,
  '/api/dcim/device-types/': [{ id: 9, model: 'CPU 1515-2 PN', part_number: '6ES7 515-2AM02-0AB0' }],
  '/api/dcim/interfaces/': [
    { id: 70, device: brief(1, 'plc-1'), name: 'X1', mac_address: null, primary_mac_address: { id: 1, mac_address: '00:1B:1B:00:01:01' } },
    { id: 71, device: brief(2, 'plc-2'), name: 'X1', mac_address: '00:1B:1B:00:01:02' },
  ],
  '/api/ipam/ip-addresses/': [
    {
      id: 50,
      address: '10.9.0.1/24',
      assigned_object_type: 'dcim.interface',
      assigned_object: { id: 70, device: brief(1, 'plc-1') },
      dns_name: 'plc1.plant.example',
    },
    {
      id: 51,
      address: '10.9.0.2/24',
      assigned_object_type: 'dcim.interface',
      assigned_object: { id: 71, device: brief(2, 'plc-2') },
      dns_name: '',
    },
    { id: 52, address: '10.9.0.99/24', assigned_object_type: null, assigned_object: null, dns_name: '' },
  ],
};
const token = 'c'.repeat(40);

/** Answers two rows a page. `next` is what the server says the next page is. */
async function openNetbox(t: TestContext, next: (url: URL) => string = (url) => url.href) {
  const asked: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const url = new URL(request.url ?? '', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const all = answers[url.pathname];
    if (request.headers.authorization !== `Token ${token}`) return void response.writeHead(403).end('{"detail":"Invalid token"}');
    if (all === undefined) return void response.writeHead(404).end('{}');
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const more = new URL(url);
    more.searchParams.set('offset', String(offset + 2));
    const body = {
      count: all.length,
      next: offset + 2 < all.length ? next(more) : null,
      previous: null,
      results: all.slice(offset, offset + 2),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { asked, base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('devices come with their addresses, part number, place and source id, page by page, only asked for', async (t) => {
  const { asked, base_url } = await openNetbox(t);
  const table = await fetchNetbox({ base_url, token, ca_pem: null }, { site: 'north' });
  const [name, kind, vendor, model, order, serial, , mac, ip, location, tag] = table.rows[0]!.cells;
  assert.deepEqual(
    [name, kind, vendor, model, order, serial, mac, ip, location, tag],
    [
      'plc-1',
      'plc',
      'Siemens',
      'CPU 1515-2 PN',
      '6ES7 515-2AM02-0AB0',
      'S C-1',
      '00:1b:1b:00:01:01',
      '10.9.0.1',
      'Hall 2, R7, U12',
      'A-100',
    ],
  );
  assert.deepEqual(
    table.rows.map((it) => [it.cells[0], it.cells[8], it.more]),
    [
      [
        'plc-1',
        '10.9.0.1',
        [
          ['source_key', '1'],
          ['hostname', 'plc1.plant.example'],
        ],
      ],
      ['plc-2', '10.9.0.2', [['source_key', '2']]],
      ['plc-3', '', [['source_key', '3']]],
    ],
  );
  assert.ok(asked.every((it) => it.method === 'GET' && it.headers.authorization === `Token ${token}`));
  assert.ok(asked.filter((it) => it.url.startsWith('/api/dcim/devices/')).every((it) => it.url.includes('site=north')));
});

test('the token goes to no other host, whatever the next page says', async (t) => {
  const { base_url } = await openNetbox(t, (url) => url.href.replace('127.0.0.1', 'evil.example'));
  await assert.rejects(fetchNetbox({ base_url, token, ca_pem: null }, { site: null }), { code: 'netbox_elsewhere' });
});

test('a refused token, an unreachable and an odd NetBox each say so', async (t) => {
  const { base_url } = await openNetbox(t);
  const code = (access: { base_url: string; token: string }) =>
    fetchNetbox({ ...access, ca_pem: null }, { site: null }).then(
      () => 'read',
      (error: { code: string }) => error.code,
    );
  assert.equal(await code({ base_url, token: 'wrong' }), 'netbox_refused');
  assert.equal(await code({ base_url: `${base_url}/other`, token }), 'netbox_status');
  assert.equal(await code({ base_url: 'http://127.0.0.1:1', token }), 'netbox_unreachable');
});

test('only https, or this very machine; no name or password in the address', () => {
  assert.equal(checkBaseUrl('https://netbox.plant.example/nb/'), 'https://netbox.plant.example/nb');
  for (const text of ['http://netbox.plant.example', 'ftp://x', 'file:///etc/passwd'])
    assert.throws(() => checkBaseUrl(text), { code: 'netbox_needs_https' });
  assert.throws(() => checkBaseUrl('https://me:secret@netbox.plant.example'), { code: 'netbox_address_wrong' });
});

test('roles mean kinds, in English and German, and otherwise nothing', () => {
  const kinds = [
    'safety-plc',
    'SPS',
    'access-switch',
    'Core Router',
    'operator-panel',
    'Firewall',
    'serial-gateway',
    'patch-panel',
    'Kaffee',
  ].map((slug) => kindOfRole({ slug }));
  assert.deepEqual(kinds, ['safety-controller', 'plc', 'switch', 'router', 'hmi', 'firewall', 'gateway', null, null]);
  assert.equal(kindOfRole(null), null);
});
