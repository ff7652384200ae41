// The matrix as OSCAL 1.2.1 of NIST: control mappings, assessment results, plan of action and milestones. Ids are UUIDv5 of names, so that the same thing keeps its id.
import { createHash } from 'node:crypto';
import type { Words } from '@holdfast/core-law';
import { citationText, type OscalGiven, resourceOf, type StandardName, standardNames } from './rules.oscal.ts';
import type { Binding, DetailPart, RequirementDetail } from './schema.ts';

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

const say = (it: Words): string => it.en;

function metadataOf({ site, organisation, at }: OscalGiven, title: string) {
  return {
    title: `${title}: ${site.name}`,
    'last-modified': at,
    version: at,
    'oscal-version': version,
    roles: [{ id: 'creator', title: 'Creator' }],
    parties: [{ uuid: uuidOf('organisation', organisation), type: 'organization', name: organisation }],
    'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': [uuidOf('organisation', organisation)] }],
    remarks: 'Made by Holdfast from the entries of its ledger. Texts are in the product’s own words; no text of a standard is quoted.',
  };
}

/** Requirements of the law mapped to controls of each standard. The IEC columns are Holdfast's proposal. */
export function mappingCollection(given: OscalGiven) {
  const { details } = given;
  const mappings = standardNames.flatMap((standard) => {
    const maps = details.filter((it) => it.controls[standard].length > 0).map((it) => mapOf(it, standard));
    if (maps.length === 0) return [];
    return [
      {
        uuid: uuidOf('mapping', standard),
        'source-resource': { type: 'catalog', href: `#${uuidOf('resource', 'law')}` },
        'target-resource': { type: 'catalog', href: `#${uuidOf('resource', standard)}` },
        maps,
      },
    ];
  });
  return {
    'mapping-collection': {
      uuid: uuidOf('mapping-collection', given.site.id),
      metadata: metadataOf(given, 'Mapping of requirements to controls'),
      provenance: {
        method: 'human',
        'matching-rationale': 'functional',
        status: 'not-complete',
        'mapping-description': `${resourceOf('law').description} ISO and NIST columns follow ENISA’s 2025 tables where listed (CC BY 4.0, changed); IEC columns are Holdfast’s proposal.`,
      },
      mappings,
      'back-matter': { resources: ['law' as const, ...standardNames].map(resource) },
    },
  };
}

const mapOf = (it: RequirementDetail, standard: StandardName) => ({
  uuid: uuidOf('map', standard, it.requirement_id),
  relationship: 'intersects-with',
  sources: [{ type: 'control', 'id-ref': it.requirement_id }],
  targets: it.controls[standard].map((id) => ({ type: 'control', 'id-ref': id })),
  remarks: `${say(it.title)} (${citationText(it.citation)}, ${it.citation.verify} ${it.citation.as_of})`,
});

function resource(name: 'law' | StandardName) {
  const { title, description } = resourceOf(name);
  return { uuid: uuidOf('resource', name), title, description };
}

/** What was found of each requirement at an instant, with the entries behind it. */
export function assessmentResults(given: OscalGiven) {
  const { details, site, at } = given;
  const observations = details.flatMap((it) => it.detail_parts.flatMap((part) => observationsOf(given, it, part)));
  return {
    'assessment-results': {
      uuid: uuidOf('assessment-results', site.id, at),
      metadata: metadataOf(given, 'Assessment results'),
      'import-ap': { href: `#${uuidOf('resource', 'plan')}` },
      results: [
        {
          uuid: uuidOf('result', site.id, at),
          title: `Requirements at ${site.name}`,
          description: 'What the ledger’s entries prove at this instant, requirement by requirement.',
          start: at,
          end: at,
          'reviewed-controls': {
            'control-selections': [{ 'include-controls': details.map((it) => ({ 'control-id': it.requirement_id })) }],
          },
          ...(observations.length === 0 ? {} : { observations }),
          findings: details.map((it) => findingOf(given, it)),
        },
      ],
      'back-matter': {
        resources: [
          {
            uuid: uuidOf('resource', 'plan'),
            title: 'Assessment plan',
            description:
              'Holdfast reads every entry of the ledger as it is sealed and holds it against the bindings of its practices; there is no separate plan.',
          },
        ],
      },
    },
  };
}

const observationId = ({ site }: OscalGiven, it: RequirementDetail, name: string): string =>
  uuidOf('observation', site.id, it.requirement_id, name);

function observationsOf(given: OscalGiven, it: RequirementDetail, part: DetailPart) {
  const worked = part.bindings.filter((one) => one.newest_at !== null).map((one) => observationOf(given, it, one));
  const hand = part.said
    .filter((one) => one.kind === 'evidence' && one.ended_at === null)
    .map((one) => ({
      uuid: observationId(given, it, one.id),
      title: `${say(part.title)} (by hand)`,
      description: one.text,
      methods: ['EXAMINE'],
      types: ['control-objective'],
      collected: one.made_at,
      expires: `${one.until_on}T23:59:59Z`,
      remarks: `Added by hand by ${one.made_by_name}.`,
    }));
  return [...worked, ...hand];
}

function observationOf(given: OscalGiven, it: RequirementDetail, one: Binding) {
  const over = one.population === null ? '' : ` ${one.good} of ${one.of} ${say(one.population)}.`;
  return {
    uuid: observationId(given, it, one.id),
    title: say(one.title),
    description: `${say(one.title)}.${over}`,
    methods: ['EXAMINE'],
    types: ['control-objective'],
    'relevant-evidence': [
      {
        href: `${given.url}/api/v1/sites/${given.site.id}/requirements/${it.requirement_id}/proofs/${one.id}`,
        description: 'The entries of the ledger behind it.',
      },
    ],
    collected: one.newest_at!,
    ...(one.holds_to === null ? {} : { expires: `${one.holds_to}T23:59:59Z` }),
    ...(one.limits === null ? {} : { remarks: `Does not prove: ${say(one.limits)}` }),
  };
}

const isSatisfied = (it: RequirementDetail): boolean => it.state === 'proven' || it.state === 'ageing' || it.state === 'not_applicable';

function findingOf(given: OscalGiven, it: RequirementDetail) {
  const seen = it.detail_parts.flatMap((part) => observationsOf(given, it, part)).map((one) => ({ 'observation-uuid': one.uuid }));
  return {
    uuid: uuidOf('finding', given.site.id, it.requirement_id),
    title: `${it.requirement_id} ${say(it.title)}`,
    description: `${say(it.text)} (${citationText(it.citation)})`,
    target: {
      type: 'objective-id',
      'target-id': it.requirement_id,
      status: {
        state: isSatisfied(it) ? 'satisfied' : 'not-satisfied',
        reason: it.state === 'not_applicable' ? 'other' : isSatisfied(it) ? 'pass' : 'fail',
        remarks: `${it.state}: ${it.good} of ${it.of} kinds of evidence hold.`,
      },
    },
    ...(seen.length === 0 ? {} : { 'related-observations': seen }),
    ...(it.assumptions.length === 0 ? {} : { remarks: `Assumptions and limits: ${it.assumptions.map(({ text }) => text).join(' ')}` }),
  };
}

/** What is not proven yet, each with who owns it and by when. */
export function planOfAction(given: OscalGiven) {
  const open = given.details.filter((it) => !isSatisfied(it));
  return {
    'plan-of-action-and-milestones': {
      uuid: uuidOf('plan-of-action', given.site.id),
      metadata: metadataOf(given, 'Plan of action and milestones'),
      'system-id': { 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: uuidOf('site', given.site.id) },
      'poam-items': open.length > 0 ? open.map((it) => itemOf(given, it)) : [nothingOpen(given)],
    },
  };
}

function itemOf({ site }: OscalGiven, it: RequirementDetail) {
  const missing = it.detail_parts.filter((part) => part.counts && part.state !== 'proven' && part.state !== 'ageing');
  const [next] = it.duties.flatMap(({ next_on }) => next_on ?? []).toSorted();
  return {
    uuid: uuidOf('poam-item', site.id, it.requirement_id),
    title: `${it.requirement_id} ${say(it.title)}`,
    description: `Not proven: ${missing.map((part) => `${say(part.title)} (${part.state})`).join('; ') || it.state}. ${citationText(it.citation)}.`,
    props: [
      { name: 'state', ns: 'https://holdfast.example/ns', value: it.state },
      ...it.duties.flatMap(({ name }) => (name === null ? [] : [{ name: 'owner', ns: 'https://holdfast.example/ns', value: name }])),
      ...(next === undefined ? [] : [{ name: 'next-review', ns: 'https://holdfast.example/ns', value: next }]),
    ],
  };
}

const nothingOpen = ({ site }: OscalGiven) => ({
  uuid: uuidOf('poam-item', site.id, 'nothing-open'),
  title: 'Nothing is open',
  description: 'Every requirement that applies is proven.',
});
