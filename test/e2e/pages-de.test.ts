// Every page in German: see pages-story.ts.
import { test } from 'node:test';
import { needsChromium } from './browser.ts';
import { requireGermanReasons, testPages } from './pages-story.ts';

testPages('de');
test(
  'a German page says in German why kind and level of a device were inferred',
  { skip: needsChromium, timeout: 60_000 },
  requireGermanReasons,
);
