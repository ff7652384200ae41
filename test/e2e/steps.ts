// A story told in tests that stand on each other: once one fails, those after it say so instead of failing in its wake.
import { after, test, type TestContext } from 'node:test';

/** Returns a `test` for steps of one story, each within `timeout` ms; with `skip` none of them runs. */
export function story(skip: string | false, timeout = 180_000): (name: string, work: (t: TestContext) => Promise<void>) => void {
  let failed: string | null = null;
  return (name, work) => {
    void test(name, { skip, timeout }, async (t) => {
      if (failed !== null) return t.skip(`after the failure of "${failed}"`);
      try {
        await work(t);
      } catch (thrown) {
        failed = name;
        throw thrown;
      }
    });
  };
}

/** What tests of a file share and what ends after all of them, the last opened first; call it at the top of the file. */
export function fileEnd(): { after(work: () => Promise<void>): void } {
  const ends: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  return { after: (work) => void ends.push(work) };
}
