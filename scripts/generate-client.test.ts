// The client's types follow the routes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { listRoutes } from '../apps/server/src/routes.ts';
import type { Routes } from '../platform/src/route.ts';
import { checkRoutes } from '../platform/src/route-check.ts';
import { isClientCurrent } from './generate-client.ts';

test('client/src/api.d.ts is what the routes give (else: node scripts/generate-client.ts)', () => {
  assert.ok(isClientCurrent(listRoutes()));
});

test('a changed answer makes the client out of date', () => {
  const [first, ...others] = listRoutes();
  const changed = { ...first, output: z.object({ something_new: z.string() }) } as Routes[number];
  assert.equal(isClientCurrent([changed, ...others]), false);
});

test('every route of the product can be served', () => {
  assert.doesNotThrow(() => checkRoutes(listRoutes()));
});
