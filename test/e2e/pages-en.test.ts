// Every page in English: see pages-story.ts.
import { test } from 'node:test';
import { requireAllPages, testPages } from './pages-story.ts';

test('no page of the router is left out', requireAllPages);
testPages('en');
