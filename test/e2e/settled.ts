// When a page has come to rest, and what may never be seen on one: keys without words, and values that are no values.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { listFiles } from '../../scripts/test-files.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const quietMs = 120;

/** Counts requests under way of a page, from before its first address on. Returns the wait for rest: no request for a moment, nothing loading. */
export function watchRest(page: Page): () => Promise<void> {
  let open = 0;
  let changed = performance.now();
  const count = (by: number) => (): void => {
    open += by;
    changed = performance.now();
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  const leftMs = (): number => (open > 0 ? 20 : quietMs - (performance.now() - changed));
  return async () => {
    const end = performance.now() + 30_000;
    for (let left = leftMs(); left > 0 || (await isLoading(page)); left = leftMs()) {
      if (performance.now() > end) throw new Error(`${page.url()} does not come to rest: ${open} requests under way`);
      await wait(Math.max(20, left));
    }
  };
}

// A page on its way to another address cannot be asked, and is not at rest.
const isLoading = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`document.querySelector('.hf-state[role=status], .hf-coming') !== null`).catch(() => true);

type Words = { [key: string]: string | Words };

function readWords(language: 'en' | 'de'): Words[] {
  const files = listFiles(root).filter((path) => path.endsWith(`words.${language}.json`));
  return files.map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Words);
}

const sentencesOf = (words: Words): string[] => Object.values(words).flatMap((it) => (typeof it === 'string' ? [it] : sentencesOf(it)));

/** The first parts of all keys that have several: a missing word shows as such a part, a point and more. */
const groups = [...new Set(readWords('en').flatMap((words) => Object.keys(words).filter((key) => typeof words[key] === 'object')))];
const keyPattern = new RegExp(`(?<![\\w./@-])(${groups.join('|')})\\.[a-z_]+(\\.[a-z_]+)*(?![\\w./@-])`, 'g');
const noValue = /\bundefined\b|\bNaN\b|\[object |Invalid Date|\{\{|\}\}/g;

/** English sentences that are said differently in German: none of them may stand on a German page. */
const englishOnly = (() => {
  const german = new Set(readWords('de').flatMap(sentencesOf));
  return new Set(
    readWords('en')
      .flatMap(sentencesOf)
      .filter((it) => !german.has(it) && !it.includes('{{')),
  );
})();

/** What of the page's text nobody should see. `texts` are its pieces, `language` the one it should be in, `data` names that are no words. */
export function unworded(texts: readonly string[], language: 'en' | 'de', data: ReadonlySet<string>): string[] {
  const found = texts.flatMap((text) => [...(text.match(keyPattern) ?? []), ...(text.match(noValue) ?? [])]);
  const english = language === 'de' ? texts.filter((text) => englishOnly.has(text) && !data.has(text)) : [];
  return [...new Set([...found, ...english])];
}

/** Every piece of text of a page, with labels and titles; bytes shown as they are (`pre`) are no words. */
export function textsOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const texts = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.parentElement.closest('script, style, pre, body [lang]') === null) texts.push(walk.currentNode.data.trim());
    for (const it of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) if (it.hasAttribute(name)) texts.push(it.getAttribute(name));
    return texts.filter((it) => it !== '');
  })()`);
}
