// The OpenAPI document and the client types printed from it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { printClientTypes, typeOf } from './client-types.ts';
import { openApiDocument, openApiRoute } from './openapi.ts';
import type { Sentence } from './permit.ts';
import { route, type Routes } from './route.ts';
import { checkRoutes } from './route-check.ts';

const see: Sentence = { id: 'assets.see', who: ['ot_lead'], at: 'site', changes: false, says: 'Sees the assets.' };
const asset = z.object({ id: z.uuid(), level: z.number().int().nullable(), kind: z.enum(['plc', 'hmi']) }).meta({ id: 'TestAsset' });
const list = route({
  method: 'GET',
  path: '/api/v1/sites/:site_id/assets',
  summary: 'List assets',
  access: see,
  params: z.object({ site_id: z.uuid() }),
  query: z.object({ search: z.string().optional(), limit: z.coerce.number().int().default(200) }),
  output: z.object({ rows: z.array(asset), total: z.number().int() }),
  handle: async () => ({ rows: [], total: 0 }),
});
const add = route({
  method: 'POST',
  path: '/api/v1/assets',
  summary: 'Add an asset',
  access: 'public',
  body: z.object({ name: z.string(), tags: z.record(z.string(), z.string()).optional() }),
  output: z.undefined(),
  handle: async () => undefined,
});
const send = route({
  method: 'PUT',
  path: '/api/v1/captures/:capture_id/bytes',
  summary: 'Send bytes',
  access: 'signed_in',
  params: z.object({ capture_id: z.uuid() }),
  output: z.object({ done: z.literal(true) }),
  streams: true,
  handle: async () => ({ done: true as const }),
});
const routes: Routes = [list, add, send];

test('describes paths, parameters, bodies, answers and refusals', () => {
  const document = openApiDocument(routes, '1.2.3');
  assert.deepEqual(Object.keys(document.paths), [
    '/api/v1/sites/{site_id}/assets',
    '/api/v1/assets',
    '/api/v1/captures/{capture_id}/bytes',
  ]);
  const operation = document.paths['/api/v1/sites/{site_id}/assets']?.['get'];
  assert.deepEqual(operation?.parameters, [
    { name: 'site_id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'search', in: 'query', required: false, schema: { type: 'string' } },
    { name: 'limit', in: 'query', required: false, schema: { default: 200, type: 'integer' } },
  ]);
  assert.equal(operation.operationId, 'getSitesBySiteIdAssets');
  assert.equal(operation['x-access'], 'assets.see: Sees the assets.');
  assert.deepEqual(operation.responses['200']?.content?.['application/json']?.schema.properties?.['rows'], {
    type: 'array',
    items: { $ref: '#/components/schemas/TestAsset' },
  });
  assert.deepEqual(operation.responses['default']?.content?.['application/problem+json']?.schema, { $ref: '#/components/schemas/Problem' });
  const added = document.paths['/api/v1/assets']?.['post'];
  assert.deepEqual([added?.security, Object.keys(added?.responses ?? {})], [[], ['204', 'default']]);
  assert.deepEqual(Object.keys(document.paths['/api/v1/captures/{capture_id}/bytes']?.['put']?.requestBody?.content ?? {}), [
    'application/octet-stream',
  ]);
});

test('describes itself among the others', async () => {
  const all: Routes = [...routes, openApiRoute(() => all, '1.2.3')];
  checkRoutes(all);
  const own = all[3];
  const document = (await own?.handle({} as never)) as { paths: object; openapi: string };
  assert.equal(document.openapi, '3.1.0');
  assert.ok('/api/v1/openapi.json' in document.paths);
});

test('refuses two shapes with one id, and a recursive shape without', () => {
  const twin = z.object({ other: z.string() }).meta({ id: 'TestTwin' });
  const again = z.object({ id: z.string() });
  const with_id = (output: z.ZodType) => openApiDocument([{ ...add, output } as Routes[number]], '1');
  const tree = z.object({
    get kids() {
      return z.array(tree);
    },
  });
  assert.throws(() => with_id(z.object({ tree })), /recursive shape has no id/);
  assert.throws(() => with_id(tree), /recursive shape has no id/);
  assert.doesNotThrow(() => with_id(z.object({ twin, again })));
});

test('prints each kind of schema as a type', () => {
  const cases: [Parameters<typeof typeOf>[0], string][] = [
    [{ type: 'string' }, 'string'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'integer' }, 'number'],
    [{ enum: ['a', "it's", 3, null] }, "'a' | 'it\\'s' | 3 | null"],
    [{ const: true, type: 'boolean' }, 'true'],
    [{ anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } }, '(string | number)[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false }, '[string, number]'],
    [{ type: 'object', properties: { 'a-b': { type: 'string' }, c: {} }, required: ['c'] }, "{ 'a-b'?: string | undefined; c: unknown; }"],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
    [{ $ref: '#/components/schemas/Asset' }, "components['schemas']['Asset']"],
    [{}, 'unknown'],
  ];
  for (const [schema, type] of cases) assert.equal(typeOf(schema), type);
});

test('prints the types openapi-fetch reads', () => {
  const text = printClientTypes(openApiDocument(routes, '1.2.3'));
  const flat = text.replace(/\s+/g, ' ');
  assert.ok(
    flat.includes(
      "'/api/v1/sites/{site_id}/assets': { /** List assets */ get: { parameters: { path: { site_id: string; } ;".replace(' ;', ';'),
    ),
  );
  assert.ok(flat.includes('query?: { search?: string | undefined; limit?: number | undefined; };'));
  assert.ok(
    flat.includes("requestBody: { content: { 'application/json': { name: string; tags?: Record<string, string> | undefined; }; } };"),
  );
  assert.ok(flat.includes('204: { content?: never };'));
  assert.ok(flat.includes("TestAsset: { id: string; level: number | null; kind: 'plc' | 'hmi'; };"));
});

test('a route list that cannot be right is refused, naming the route', () => {
  const wrong: [Partial<Routes[number]>, RegExp][] = [
    [{ access: undefined as never }, /POST \/api\/v1\/assets has no access sentence/],
    [{ access: 'anyone' as never }, /access nobody knows/],
    [{ access: { ...see, at: 'organisation', who: [] } }, /allows nobody/],
    [{ access: see }, /no :site_id/],
    [{ path: '/assets' }, /does not begin with/],
    [{ path: '/api/v1/assets/:id' }, /names parameters/],
    [{ method: 'GET' }, /body by GET/],
    [{ method: 'GET', body: undefined, access: { ...see, at: 'any', changes: true } }, /changes something by GET/],
    [{ streams: true }, /streams and has a body/],
  ];
  for (const [part, why] of wrong) assert.throws(() => checkRoutes([{ ...add, ...part } as Routes[number]]), why);
  assert.throws(
    () => checkRoutes([list, { ...list, path: '/api/v1/sites/:id/assets', params: z.object({ id: z.uuid() }) } as Routes[number]]),
    /twice/,
  );
});
