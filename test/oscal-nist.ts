// NIST's own JSON schema of OSCAL 1.2.1, where its file is at hand: the release's oscal_complete_schema.json in ../shared/oscal. It is no part of this repository.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { worded } from './oscal-shape.ts';

const file = join(dirname(fileURLToPath(import.meta.url)), '../../shared/oscal/oscal_complete_schema.json');

/** Why NIST's schema cannot be run, or false. */
export const needsNist = existsSync(file) ? false : 'needs NIST’s oscal_complete_schema.json of OSCAL 1.2.1 in ../shared/oscal';

let compiled: ValidateFunction | undefined;
function validator(): ValidateFunction {
  if (compiled !== undefined) return compiled;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  compiled = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  return compiled;
}

/** What NIST's schema finds wrong, one line a fault with its place (JSON pointer); nothing also where the file is not at hand. */
export function nistFaults(document: unknown): string[] {
  if (needsNist !== false) return [];
  const isValid = validator();
  return isValid(document) ? [] : (isValid.errors ?? []).map(worded);
}
