// Runs test files one after another in this process, each as a suite of its own: what one opened is closed before the next begins.
// A server's modules are loaded once for all of them, which is a good part of what a short file costs.
import asyncHooks, { type AsyncHook, AsyncResource } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * node:test follows every promise to know which test is under way. That would cost the server in this process a fifth of its time, and what
 * an earlier file awaits too (the shared cluster) leads it to that file's suite. So a file's tests and ends are given to its suite by name,
 * and promises are followed only while the suite is made. What is thrown where nobody waits then fails the process instead of a test.
 */
const following: AsyncHook[] = [];
const { createHook } = asyncHooks;
asyncHooks.createHook = (callbacks) => {
  const hook = createHook(callbacks);
  following.push(hook);
  return hook;
};
const nodeTest = createRequire(import.meta.url)('node:test') as Record<string, (...given: unknown[]) => unknown>;
let suite: AsyncResource | undefined;
for (const name of ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach']) {
  const original = nodeTest[name]!;
  const call = (...given: unknown[]): unknown =>
    suite === undefined ? original(...given) : suite.runInAsyncScope(original, null, ...given);
  nodeTest[name] = Object.assign(call, original);
}
syncBuiltinESMExports();
const { after, describe } = await import('node:test');

for (const file of process.argv.slice(2)) {
  const began = performance.now();
  for (const hook of following) hook.enable();
  await new Promise<void>((done) => {
    suite = undefined;
    void describe(file, () => {
      after(() => {
        const times = process.env['HOLDFAST_TEST_TIMES'];
        if (times !== undefined) appendFileSync(times, `${((performance.now() - began) / 1000).toFixed(1)} s  ${file}\n`);
        done();
      });
      // Inside, so that it is over, with all a file closes at its end, before the next begins.
      void describe('tests', async () => {
        suite = new AsyncResource('file');
        asyncHooks.createHook = createHook;
        for (const hook of following) hook.disable();
        await import(pathToFileURL(resolve(file)).href);
      });
    });
  });
}

/** What a failed test left open must not keep the process until its limit; what tests close in order is closed long before. */
const lingerMs = Number(process.env['HOLDFAST_TEST_LINGER_MS'] ?? 60_000);
const lettingGo = setTimeout(() => {
  // Node has no other name for what keeps a process.
  const { _getActiveHandles: open } = process as unknown as { _getActiveHandles(): { unref?: () => void }[] };
  for (const it of open.call(process)) it.unref?.();
}, lingerMs);
lettingGo.unref();
