// The architecture check finds a fault of each kind on a small house, and none in a sound one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTree } from './check-architecture.ts';

const moduleExports = {
  './schema': './schema.ts',
  './rules': './rules.ts',
  './access': './access.ts',
  './store': './store.ts',
  './routes': './routes.ts',
  './ui/*': './ui/*.tsx',
  './words.en.json': './ui/words.en.json',
};

function manifest(name: string, exported: Record<string, string>, dependencies: string[] = []): string {
  return JSON.stringify({ name, exports: exported, dependencies: Object.fromEntries(dependencies.map((it) => [it, '1.0.0'])) }, null, 2);
}

const house: Readonly<Record<string, string>> = {
  'core/wire/package.json': manifest('@holdfast/core-wire', { '.': './src/index.ts' }, ['saxes']),
  'core/wire/src/index.ts': `// The door.\nexport { read } from './read.ts';\nexport type { Frame } from './read.ts';\n`,
  'core/wire/src/read.ts': `// Reads.\nimport { SaxesParser } from 'saxes';\nexport type Frame = 1;\nexport const read = SaxesParser;\n`,
  'platform/package.json': manifest('@holdfast/platform', { './*': './src/*.ts' }, ['pg']),
  'platform/src/permit.ts': '// Permits.\nexport const mint = 1;\nexport type Permit = 1;\n',
  'platform/src/database.ts': `// Connects.\nimport { readFileSync } from 'node:fs';\nimport pg from 'pg';\nexport const at = [readFileSync, pg];\n`,
  'modules/identify/assets/package.json': manifest('@holdfast/assets', moduleExports, ['@holdfast/platform', '@holdfast/core-wire', 'zod']),
  'modules/identify/assets/schema.ts': `// Words.\nimport { z } from 'zod';\nexport const asset = z;\n`,
  'modules/identify/assets/rules.ts': `// Rules.\nimport { read } from '@holdfast/core-wire';\nimport { asset } from './schema.ts';\nexport const rule = [read, asset];\n`,
  'modules/identify/assets/access.ts': `// Sentences.\nimport { mint } from '@holdfast/platform/permit';\nexport const may = mint;\n`,
  'modules/identify/assets/store.ts': `// SQL.\nimport { at } from '@holdfast/platform/database';\nimport { rule } from './rules.ts';\nexport const store = [at, rule];\n`,
  'modules/identify/assets/ui/list.tsx': `// The list.\nimport { asset } from '../schema.ts';\nimport words from './words.en.json' with { type: 'json' };\nexport const list = [asset, words];\n`,
  'modules/identify/assets/ui/words.en.json': '{"title": "Assets", "count": {"one": "one"}}',
  'modules/identify/assets/ui/words.de.json': '{"title": "Geräte", "count": {"one": "eines"}}',
  'modules/protect/conduits/package.json': manifest('@holdfast/conduits', moduleExports, ['@holdfast/assets']),
  'modules/protect/conduits/schema.ts': '// Words.\nexport const conduit = 1;\n',
  'modules/protect/conduits/routes.ts': `// Routes.\nimport { store } from '@holdfast/assets/store';\nimport { conduit } from './schema.ts';\nexport const routes = [store, conduit];\n`,
  'apps/server/package.json': manifest('@holdfast/server', {}, ['@holdfast/conduits', '@holdfast/plant']),
  'apps/server/src/main.ts': `#!/usr/bin/env node\n// The server.\nimport { routes } from '@holdfast/conduits/routes';\nconst { day } = await import('@holdfast/plant');\nexport const main = [routes, day];\n`,
  'plant/package.json': manifest('@holdfast/plant', { '.': './src/index.ts' }, []),
  'plant/src/index.ts': '// The plant.\nexport const day = 1;\n',
};

function faultsOf(change: Record<string, string | null>): string[] {
  const tree = new Map<string, string>();
  for (const [path, text] of Object.entries({ ...house, ...change })) if (text !== null) tree.set(path, text);
  return checkTree(tree).map(({ file, line, what, why }) => `${file}:${line} ${what}: ${why}`);
}

/** The single fault of a house with one file added or changed. */
function fault(path: string, text: string): string {
  const found = faultsOf({ [path]: text });
  assert.equal(found.length, 1, found.join('\n'));
  return found[0] ?? '';
}

test('finds nothing in a sound house', () => {
  assert.deepEqual(faultsOf({}), []);
});

test('names file, line and reason', () => {
  assert.equal(
    fault('core/wire/src/time.ts', `// Time.\n\nimport { now } from 'node:process';\nexport { now };\n`),
    'core/wire/src/time.ts:3 imports node:process: core never touches the machine: pass it in as an argument',
  );
});

const core = 'core/wire/src/x.ts';
const assets = 'modules/identify/assets';
const forbidden: [string, string, string, RegExp][] = [
  ['a core that uses a package it does not list', core, `import 'left-pad';`, /only what its package\.json lists/],
  ['a core that uses the platform', core, `import '@holdfast/platform/database';`, /may import only packages/],
  ['a re-export from the machine', core, `export { readFileSync } from 'node:fs';`, /never touches the machine/],
  ['an import at run time', core, `export const fs = import('node:fs');`, /never touches the machine/],
  ['a platform that knows a module', 'platform/src/x.ts', `import '@holdfast/assets/schema';`, /may import npm, node and core\/ledger/],
  ['a platform that knows another core', 'platform/src/x.ts', `import '@holdfast/core-wire';`, /may import npm, node and core\/ledger/],
  [
    'a schema that reads files',
    `${assets}/schema.ts`,
    `import 'node:fs'; import { z } from 'zod'; export const asset = z;`,
    /schema is pure/,
  ],
  ['rules that query', `${assets}/rules-extra.ts`, `import './store.ts';`, /rules is pure/],
  ['rules that use a package', `${assets}/evidence.ts`, `import 'pg';`, /of npm it may import zod only/],
  ['a store that knows routes', `${assets}/store.more.ts`, `import './routes.ts';`, /a store may import/],
  ['routes that draw', `${assets}/routes.ts`, `import './ui/list.tsx';`, /routes and jobs may import/],
  ['a page that knows SQL', `${assets}/ui/page.tsx`, `import '../store.ts';`, /ui may import/],
  ['a page that knows the platform', `${assets}/ui/page.tsx`, `import '@holdfast/platform/database';`, /ui may import/],
  ['routes of another module', 'modules/protect/conduits/jobs.ts', `import '@holdfast/assets/routes';`, /routes and jobs may import/],
  ['access of another module', 'modules/protect/conduits/rules.ts', `import '@holdfast/assets/access';`, /rules is pure/],
  ['words of another module', 'modules/protect/conduits/ui/page.tsx', `import '@holdfast/assets/words.en.json';`, /ui may import/],
  ['something a package does not export', 'modules/protect/conduits/jobs.ts', `import '@holdfast/assets/secrets';`, /does not export it/],
  ['an app', 'modules/protect/conduits/jobs.ts', `import '../../../apps/server/src/main.ts';`, /apps are imported by nobody/],
  ['a test', `${assets}/jobs.ts`, `import './rules.test.ts';`, /imported by nobody/],
  ['the plant in the platform', 'platform/src/x.ts', `import '../../plant/src/index.ts';`, /only apps\/server and apps\/cli/],
  ['the plant in a sensor', 'apps/sensor/src/main.ts', `import '../../../plant/src/index.ts';`, /only apps\/server and apps\/cli/],
  ['a module in a sensor', 'apps/sensor/src/main.ts', `import '../../../modules/identify/assets/schema.ts';`, /core and platform only/],
  ['a store in a page of the web app', 'apps/web/src/x.tsx', `import '../../../modules/identify/assets/store.ts';`, /a page may import/],
  ['node in a page of the web app', 'apps/web/src/x.tsx', `import 'node:fs';`, /pages run in the browser/],
  [
    'a permit minted in routes',
    `${assets}/routes.ts`,
    `import { mint } from '@holdfast/platform/permit'; export { mint };`,
    /only access\.ts mints a permit/,
  ],
  [
    'a permit minted through a namespace',
    `${assets}/jobs.ts`,
    `import * as permit from '@holdfast/platform/permit'; export { permit };`,
    /only access\.ts mints/,
  ],
];
for (const [says, path, text, why] of forbidden) {
  test(`finds ${says}`, () => {
    const found = faultsOf({ [path]: `// A file.\n${text}\n` }).filter((it) => !/does not list it|no file imports it/.test(it));
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', why);
    assert.ok(found[0]?.startsWith(`${path}:2 imports `));
  });
}

test('lets an earlier function not ask a later one', () => {
  const change = {
    'modules/identify/assets/package.json': manifest('@holdfast/assets', moduleExports, [
      '@holdfast/platform',
      '@holdfast/core-wire',
      '@holdfast/conduits',
      'zod',
    ]),
    'modules/identify/assets/jobs.ts': `// Jobs.\nimport { conduit } from '@holdfast/conduits/schema';\nexport const x = conduit;\n`,
  };
  assert.deepEqual(faultsOf(change), [
    'modules/identify/assets/jobs.ts:2 imports @holdfast/conduits/schema: identify comes before protect: tell it through the ledger or a job',
  ]);
});

test('allows a store the types of core, and tests everything', () => {
  const change = {
    [`${assets}/store.more.ts`]: `// SQL.\nimport type { Frame } from '@holdfast/core-wire';\nexport type It = Frame;\n`,
    [`${assets}/rules.test.ts`]: `// Tests.\nimport fc from 'fast-check';\nimport { main } from '../../../apps/server/src/main.ts';\nexport const x = [fc, main];\n`,
  };
  assert.deepEqual(faultsOf(change), []);
});

test('finds a package that is used but not listed, and one listed but not used', () => {
  assert.equal(
    fault('platform/src/x.ts', `// X.\nimport 'kysely';\n`),
    'platform/src/x.ts:2 imports kysely: platform/package.json does not list it',
  );
  assert.equal(
    fault('plant/package.json', manifest('@holdfast/plant', { '.': './src/index.ts' }, ['zod'])),
    'plant/package.json:7 lists zod: no file imports it',
  );
});

test('finds names that say nothing, names in another case, and files without a header', () => {
  assert.match(fault('platform/src/string-utils.ts', '// X.\n'), /string-utils\.ts:1 is named "utils"/);
  assert.match(fault('platform/src/helpers/x.ts', '// X.\n'), /is named "helpers"/);
  assert.match(fault('platform/src/Pool.ts', '// X.\n'), /kebab-case/);
  assert.match(fault('platform/src/pool.ts', 'export const x = 1;\n'), /pool\.ts:1 has no header/);
  assert.deepEqual(faultsOf({ 'platform/src/common-passwords.data.ts': '// X.\n' }), []);
});

test('finds words one language lacks, and empty words', () => {
  assert.match(fault(`${assets}/ui/words.de.json`, '{"title": "Geräte", "count": {}}'), /words\.de\.json:1 lacks count\.one/);
  assert.match(fault(`${assets}/ui/words.en.json`, '{"title": " ", "count": {"one": "one"}}'), /words\.en\.json:1 has no word for title/);
  const found = faultsOf({ [`${assets}/ui/words.de.json`]: null });
  assert.deepEqual(
    found.map((it) => it.split(':')[1]),
    ['1 lacks title', '1 lacks count.one'],
  );
});
