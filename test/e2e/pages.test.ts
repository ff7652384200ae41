// Every page in both languages: see pages-story.ts.
import { test } from 'node:test';
import { needsChromium } from './browser.ts';
import { lookAtAllPages, makeObjects, requireAllPages, requireGermanReasons } from './pages-story.ts';

test('no page of the router is left out', requireAllPages);
test('the demo plant is there', { skip: needsChromium, timeout: 120_000 }, makeObjects);
test(
  'every page stands in English and in German, light and dark, at a desk and on a phone',
  { skip: needsChromium, timeout: 900_000 },
  lookAtAllPages,
);
test(
  'a German page says in German why kind and level of a device were inferred',
  { skip: needsChromium, timeout: 60_000 },
  requireGermanReasons,
);
