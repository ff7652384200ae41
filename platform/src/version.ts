// The version of the product: of an installed bundle what the bundle says, else what the repository says.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

function readVersion(): string {
  const file = existsSync(`${root}BUNDLE.json`) ? 'BUNDLE.json' : 'package.json';
  const parsed: unknown = JSON.parse(readFileSync(`${root}${file}`, 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
}

export const productVersion = readVersion();
