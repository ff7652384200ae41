// What OSCAL documents of ours share: ids, what they begin with, texts as OSCAL takes them. Ids are UUIDv5 of names, so that the same thing keeps its id.
import { createHash } from 'node:crypto';
import type { Words } from '@holdfast/core-law';
import type { OscalGiven } from './rules.oscal.ts';
import type { RequirementDetail } from './schema.ts';

const version = '1.2.1';
/** RFC 9562, 6.6: the namespace of URLs. */
const urlNamespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** RFC 9562, 5.5: a UUID of a name; OSCAL takes versions 4 and 5 only. */
export function uuidOf(...name: readonly string[]): string {
  const hash = createHash('sha1')
    .update(urlNamespace)
    .update(`https://holdfast.example/${name.join('/')}`)
    .digest()
    .subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const say = (it: Words): string => it.en;
/** OSCAL's strings and lines of markup hold no line break and no blank at their ends (names are what people typed). */
export const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** The last second of a day, UTC. */
export const endOf = (day: string): string => `${day}T23:59:59Z`;

export function metadataOf({ site, organisation, at }: OscalGiven, title: string) {
  return {
    title: line(`${title}: ${site.name}`),
    'last-modified': at,
    version: at,
    'oscal-version': version,
    roles: [{ id: 'creator', title: 'Creator' }],
    parties: [{ uuid: uuidOf('organisation', organisation), type: 'organization', name: line(organisation) }],
    'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': [uuidOf('organisation', organisation)] }],
    remarks: 'Made by Holdfast from the entries of its ledger. Texts are in the product’s own words; no text of a standard is quoted.',
  };
}

export const isSatisfied = (it: RequirementDetail): boolean =>
  it.state === 'proven' || it.state === 'ageing' || it.state === 'not_applicable';
