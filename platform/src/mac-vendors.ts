// Manufacturer names by MAC from the npm package oui-data (IEEE registry), loaded at the first question.
import { createRequire } from 'node:module';

/** A function from `aa:bb:cc:dd:ee:ff` to the registered manufacturer; null for locally administered and unknown addresses. */
export function vendorLookup(): (mac: string) => string | null {
  let registry: Record<string, string> | null = null;
  return (mac) => {
    registry ??= createRequire(import.meta.url)('oui-data') as Record<string, string>;
    if ((Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0) return null;
    const entry = registry[mac.slice(0, 8).replaceAll(':', '').toUpperCase()];
    return entry === undefined ? null : entry.split('\n', 1)[0]!.trim();
  };
}
