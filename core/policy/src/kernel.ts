// What the kernel says it holds (`nft -j list table`), without what changes by itself: so that two readings can be compared by a hash.
import canonicalize from 'canonicalize';
import { hashText } from './policy.ts';
import type { RuleCounter } from './words.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Listed = { nftables: { [kind: string]: { [key: string]: Json } }[] };

/** Of what `nft -j list table` prints for each family; an empty list for a family whose table is not there. Throws SyntaxError for what is no JSON. */
export function hashKernel(listings: readonly string[]): string {
  const kept = listings.flatMap((listing) => itemsOf(listing).map((item) => canonicalize(withoutCounts(item)) ?? ''));
  return hashText(kept.join('\n'));
}

/** Counters of rules by their comment; rules of the same comment are added up. */
export function readCounters(listings: readonly string[]): RuleCounter[] {
  const found = new Map<string, RuleCounter>();
  for (const item of listings.flatMap(itemsOf)) {
    const { rule } = item as { rule?: { comment?: Json; expr?: Json } };
    if (rule === undefined || typeof rule.comment !== 'string' || !Array.isArray(rule.expr)) continue;
    const counter = rule.expr.flatMap((it) => (isObject(it) && isObject(it['counter']!) ? [it['counter']] : []))[0];
    if (counter === undefined) continue;
    const sum = found.get(rule.comment) ?? { rule: rule.comment, packets: 0, bytes: 0 };
    sum.packets += Number(counter['packets'] ?? 0);
    sum.bytes += Number(counter['bytes'] ?? 0);
    found.set(rule.comment, sum);
  }
  return [...found.values()];
}

function itemsOf(listing: string): Listed['nftables'] {
  if (listing.trim() === '') return [];
  return (JSON.parse(listing) as Listed).nftables.filter((item) => item['metainfo'] === undefined);
}

// Handles are given anew each time; counts, and elements the kernel adds by itself with their remaining time, change by themselves.
function withoutCounts(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutCounts);
  if (!isObject(value)) return value;
  const { handle: _handle, packets: _packets, bytes: _bytes, expires: _expires, index: _index, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, it]) => [key, withoutCounts(it)]));
}

const isObject = (value: Json): value is { [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);
