// The matrix as OSCAL 1.2.1 of NIST: control mappings and assessment results. The plan of action is oscal-plan.ts.
import { endOf, isSatisfied, line, metadataOf, say, uuidOf } from './oscal-parts.ts';
import { citationText, type OscalGiven, resourceOf, type StandardName, standardNames } from './rules.oscal.ts';
import type { Binding, DetailPart, RequirementDetail } from './schema.ts';

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
          title: line(`Requirements at ${site.name}`),
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
      expires: endOf(one.until_on!),
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
    ...(one.holds_to === null ? {} : { expires: endOf(one.holds_to) }),
    ...(one.limits === null ? {} : { remarks: `Does not prove: ${say(one.limits)}` }),
  };
}

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
