// Settings from the command line and the environment.
import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { readConfig, settings, type Config } from './config.ts';

const user = { isRoot: false, home: '/home/ada' };

function config(argv: string[], env: Record<string, string> = {}, account = user): Config {
  const read = readConfig(argv, env, account);
  assert.ok(!('help' in read));
  return read;
}

test('has a default for every setting', () => {
  assert.deepEqual(config([]), {
    port: 4400,
    host: '127.0.0.1',
    dataDir: '/home/ada/.local/share/holdfast',
    databaseUrl: null,
    publicUrl: 'http://localhost:4400',
    tls: null,
    logLevel: 'info',
    signerSocket: null,
    demo: false,
  });
  assert.equal(config(['--demo', '--port', '1']).demo, true);
  assert.equal(config([], {}, { isRoot: true, home: '/root' }).dataDir, '/var/lib/holdfast');
  assert.equal(config(['--demo'], {}, { isRoot: true, home: '/root' }).dataDir, '/var/lib/holdfast-demo');
  assert.equal(config(['--demo'], { HOLDFAST_DATA: '/srv/hf' }, { isRoot: true, home: '/root' }).dataDir, '/srv/hf');
});

test('takes the command line before the environment', () => {
  const env = { HOLDFAST_PORT: '5000', HOLDFAST_DATA: '/srv/hf', DATABASE_URL: 'postgresql://db/hf', HOLDFAST_LOG_LEVEL: '' };
  const read = config(['--port', '6000', '--host=0.0.0.0'], env);
  assert.deepEqual([read.port, read.host, read.dataDir, read.databaseUrl], [6000, '0.0.0.0', '/srv/hf', 'postgresql://db/hf']);
  assert.equal(read.publicUrl, `https://${hostname().toLowerCase()}:4443`);
  assert.equal(config(['--public-url', 'https://plant.example/']).publicUrl, 'https://plant.example');
});

test('names the setting that cannot be', () => {
  const wrong: [string[], RegExp][] = [
    [['--port', '70000'], /--port must be a value that is a number from 0 to 65535/],
    [['--port', '44x'], /--port/],
    [['--port'], /--port needs a value/],
    [['--database-url', 'mysql://x'], /--database-url must be a value that starts with postgresql/],
    [['--public-url', 'ftp://x'], /--public-url/],
    [['--log-level', 'loud'], /debug, info, warn, error/],
    [['--prot', '1'], /does not know "--prot"/],
    [['stray'], /does not know "stray"/],
  ];
  for (const [argv, message] of wrong) assert.throws(() => config(argv), { name: 'Error', message });
});

test('explains every setting in the help', () => {
  const read = readConfig(['--port', '1', '--help'], {}, user);
  assert.ok('help' in read);
  for (const { name, variable } of settings) assert.ok(read.help.includes(`--${name} `) && read.help.includes(variable));
});

test('other addresses than loopback are listened on with TLS only', () => {
  const fault = (argv: string[]): unknown => {
    try {
      return config(argv);
    } catch (thrown) {
      return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown;
    }
  };
  assert.deepEqual(config(['--host', '0.0.0.0']).tls, { port: 4443, machinePort: 4445, names: [], files: null, newAuthority: false });
  assert.equal(config(['--host', '::1']).tls, null);
  assert.equal(fault(['--host', '10.0.0.5', '--tls', 'off']), 'loopback_only');
  assert.equal(fault(['--tls', 'maybe']), 'wrong_value');
  assert.equal(fault(['--tls-cert', 'a.pem']), 'wrong_value');
  assert.equal(fault(['--names', 'plant.example,-bad-']), 'wrong_value');
  const own = config(['--tls-cert', '/k/a.pem', '--tls-key', '/k/a.key', '--tls-port', '443', '--names', 'hf.plant.example, 192.0.2.7']);
  assert.deepEqual(own.tls, {
    port: 443,
    names: ['hf.plant.example', '192.0.2.7'],
    files: { certificate: '/k/a.pem', key: '/k/a.key' },
    machinePort: 4445,
    newAuthority: false,
  });
  assert.equal(own.publicUrl, 'https://localhost');
  assert.equal(config(['--tls', 'new']).tls?.newAuthority, true);
});
