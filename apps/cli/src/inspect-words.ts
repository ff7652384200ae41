// The reasons of a report in English sentences, out of the words the pages use.
import words from '@holdfast/assets/words.en.json' with { type: 'json' };
import { wordWhy } from '@holdfast/assets/rules.why';
import type { AssetAttribute, Report } from '@holdfast/core-wire';

/** The report with each inferred attribute's `why` as one plain sentence. */
export function wordReasons(report: Report): unknown {
  return { ...report, assets: report.assets.map((asset) => ({ ...asset, attributes: asset.attributes.map(wordAttribute) })) };
}

function wordAttribute(it: AssetAttribute): unknown {
  return it.why === undefined ? it : { ...it, why: wordWhy(sayEnglish, it.why) };
}

function sayEnglish(key: string, params: Readonly<Record<string, string | number>>): string {
  const [group = '', name = ''] = key.split('.');
  const group_words: Readonly<Record<string, string>> = group === 'why' ? words.why : words.what;
  return (group_words[name] ?? name).replaceAll(/\{\{(\w+)\}\}/g, (whole, param: string) => String(params[param] ?? whole));
}
