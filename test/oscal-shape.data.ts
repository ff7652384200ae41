// What OSCAL 1.2.1 of NIST lets stand where, for all our exports can hold: each object's keys with datatype, whether needed, and closed lists of values.
//
// Written, object by object, from the JSON schema NIST's tools made of release 1.2.1 ($id http://csrc.nist.gov/ns/oscal/1.0/1.2.1/oscal-complete-schema.json), as held
// in defenseunicorns/go-oscal, src/internal/schemas/oscal_complete_schema-1-2-1.json, at commit 257f37755e6fea4034a5dfeb562e83791ae2b846; the allowed relationships from
// the metaschema it is made of (usnistgov/OSCAL, src/metaschema/oscal_mapping-common_metaschema.xml, commit abf27df1e1f9e6d9b0eb5527782f3fc833a9e6da). The comments name the
// metaschema's file of each group. NIST's texts are not copied.

/** One of these and nothing else. */
const only = (...values: readonly string[]): string => `=${values.join('|')}`;

/**
 * By key of the object: a datatype or another shape's name; `[]` a list (OSCAL: never empty), `!` needed, `=a|b` one of these. `elsewhere`: NIST
 * allows the key, but it leads to objects that are not described here; a document that uses it counts as not checked, and is refused.
 */
export type Shape = Readonly<Record<string, string>>;

const marked: Shape = { props: 'property[]', links: 'link[]', remarks: 'text' };
const method = only('human', 'automation', 'hybrid');
const rationale = only('syntactic', 'semantic', 'functional');
const status = only('complete', 'not-complete', 'draft', 'deprecated', 'superseded');
const matching = { 'confidence-score': 'elsewhere', coverage: 'elsewhere' };
const relationships = only('equivalent-to', 'equal-to', 'subset-of', 'superset-of', 'intersects-with', 'no-relationship');

export const shapes: Readonly<Record<string, Shape>> = {
  // Metadata (oscal_metadata_metaschema.xml): what every document begins with.
  metadata: {
    ...marked,
    title: 'line!',
    published: 'instant',
    'last-modified': 'instant!',
    version: 'string!',
    'oscal-version': 'string!',
    revisions: 'elsewhere',
    'document-ids': 'elsewhere',
    roles: 'role[]',
    locations: 'elsewhere',
    parties: 'party[]',
    'responsible-parties': 'responsible-party[]',
    actions: 'elsewhere',
  },
  role: { ...marked, id: 'token!', title: 'line!', 'short-name': 'string', description: 'text' },
  party: {
    ...marked,
    uuid: 'uuid!',
    type: `${only('person', 'organization')}!`,
    name: 'string',
    'short-name': 'string',
    'external-ids': 'elsewhere',
    'email-addresses': 'elsewhere',
    'telephone-numbers': 'elsewhere',
    addresses: 'elsewhere',
    'location-uuids': 'uuid[]',
    'member-of-organizations': 'uuid[]',
  },
  'responsible-party': { ...marked, 'role-id': 'token!', 'party-uuids': 'uuid[]!' },
  property: { name: 'token!', value: 'string!', uuid: 'uuid', ns: 'uri', class: 'token', group: 'token', remarks: 'text' },
  link: { href: 'reference!', rel: 'token', 'media-type': 'string', 'resource-fragment': 'string', text: 'line' },
  'back-matter': { resources: 'resource[]' },
  resource: {
    uuid: 'uuid!',
    title: 'line',
    description: 'text',
    props: 'property[]',
    'document-ids': 'elsewhere',
    citation: 'elsewhere',
    rlinks: 'rlink[]',
    base64: 'elsewhere',
    remarks: 'text',
  },
  rlink: { href: 'reference!', 'media-type': 'string', hashes: 'elsewhere' },

  // Control mapping (oscal_mapping_metaschema.xml, oscal_mapping-common_metaschema.xml).
  'mapping-document': { $schema: 'reference', 'mapping-collection': 'mapping-collection!' },
  'mapping-collection': {
    uuid: 'uuid!',
    metadata: 'metadata!',
    provenance: 'mapping-provenance!',
    mappings: 'mapping[]!',
    'back-matter': 'back-matter',
  },
  'mapping-provenance': {
    ...marked,
    ...matching,
    method: `${method}!`,
    'matching-rationale': `${rationale}!`,
    status: `${status}!`,
    'mapping-description': 'text!',
    'responsible-parties': 'responsible-party[]',
  },
  mapping: {
    ...marked,
    ...matching,
    uuid: 'uuid!',
    method,
    'matching-rationale': rationale,
    status,
    'source-resource': 'mapping-resource-reference!',
    'target-resource': 'mapping-resource-reference!',
    maps: 'map[]!',
    'mapping-description': 'text',
    'source-gap-summary': 'elsewhere',
    'target-gap-summary': 'elsewhere',
  },
  'mapping-resource-reference': { ...marked, type: `${only('catalog', 'profile')}!`, href: 'reference!', ns: 'uri' },
  map: {
    ...marked,
    ...matching,
    uuid: 'uuid!',
    ns: 'uri',
    'matching-rationale': rationale,
    relationship: `${relationships}!`,
    sources: 'mapping-item[]!',
    targets: 'mapping-item[]!',
    qualifiers: 'elsewhere',
  },
  'mapping-item': { ...marked, type: `${only('control', 'statement')}!`, 'id-ref': 'string!' },

  // Assessment results (oscal_assessment-results_metaschema.xml, oscal_assessment-common_metaschema.xml).
  'results-document': { $schema: 'reference', 'assessment-results': 'assessment-results!' },
  'assessment-results': {
    uuid: 'uuid!',
    metadata: 'metadata!',
    'import-ap': 'import!',
    'local-definitions': 'elsewhere',
    results: 'result[]!',
    'back-matter': 'back-matter',
  },
  import: { href: 'reference!', remarks: 'text' },
  result: {
    ...marked,
    uuid: 'uuid!',
    title: 'line!',
    description: 'text!',
    start: 'instant!',
    end: 'instant',
    'local-definitions': 'elsewhere',
    'reviewed-controls': 'reviewed-controls!',
    attestations: 'elsewhere',
    'assessment-log': 'elsewhere',
    observations: 'observation[]',
    risks: 'risk[]',
    findings: 'finding[]',
  },
  'reviewed-controls': {
    ...marked,
    description: 'text',
    'control-selections': 'control-selection[]!',
    'control-objective-selections': 'elsewhere',
  },
  // NIST's schema takes either all controls or a list of them, never both: what a list of ours says must stand in it.
  'control-selection': {
    ...marked,
    description: 'text',
    'include-controls': 'select-control-by-id[]!',
    'exclude-controls': 'select-control-by-id[]',
  },
  'select-control-by-id': { 'control-id': 'token!', 'statement-ids': 'token[]' },
  observation: {
    ...marked,
    uuid: 'uuid!',
    title: 'line',
    description: 'text!',
    methods: `${only('EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN')}[]!`,
    // NIST lets others add kinds; ours are of its own list.
    types: `${only('ssp-statement-issue', 'control-objective', 'mitigation', 'finding', 'discovery', 'historic')}[]`,
    origins: 'origin[]',
    subjects: 'subject-reference[]',
    'relevant-evidence': 'relevant-evidence[]',
    collected: 'instant!',
    expires: 'instant',
  },
  'relevant-evidence': { ...marked, href: 'reference', description: 'text!' },
  'subject-reference': {
    ...marked,
    'subject-uuid': 'uuid!',
    type: `${only('component', 'inventory-item', 'location', 'party', 'user', 'resource')}!`,
    title: 'line',
  },
  origin: { actors: 'origin-actor[]!', 'related-tasks': 'elsewhere' },
  'origin-actor': {
    type: `${only('tool', 'assessment-platform', 'party')}!`,
    'actor-uuid': 'uuid!',
    'role-id': 'token',
    props: 'property[]',
    links: 'link[]',
  },
  finding: {
    ...marked,
    uuid: 'uuid!',
    title: 'line!',
    description: 'text!',
    origins: 'origin[]',
    target: 'finding-target!',
    'implementation-statement-uuid': 'uuid',
    'related-observations': 'related-observation[]',
    'related-risks': 'associated-risk[]',
  },
  'finding-target': {
    ...marked,
    type: `${only('statement-id', 'objective-id')}!`,
    'target-id': 'token!',
    title: 'line',
    description: 'text',
    status: 'objective-status!',
    'implementation-status': 'elsewhere',
  },
  'objective-status': { state: `${only('satisfied', 'not-satisfied')}!`, reason: only('pass', 'fail', 'other'), remarks: 'text' },
  'related-observation': { 'observation-uuid': 'uuid!', remarks: 'text' },
  'associated-risk': { 'risk-uuid': 'uuid!', remarks: 'text' },
  risk: {
    ...marked,
    uuid: 'uuid!',
    title: 'line!',
    description: 'text!',
    statement: 'text!',
    status: `${only('open', 'investigating', 'remediating', 'deviation-requested', 'deviation-approved', 'closed')}!`,
    origins: 'origin[]',
    'threat-ids': 'elsewhere',
    characterizations: 'elsewhere',
    'mitigating-factors': 'elsewhere',
    deadline: 'instant',
    remediations: 'response[]',
    'risk-log': 'elsewhere',
    'related-observations': 'related-observation[]',
  },
  response: {
    ...marked,
    uuid: 'uuid!',
    lifecycle: `${only('recommendation', 'planned', 'completed')}!`,
    title: 'line!',
    description: 'text!',
    origins: 'origin[]',
    'required-assets': 'elsewhere',
    tasks: 'task[]',
  },
  task: {
    ...marked,
    uuid: 'uuid!',
    type: `${only('milestone', 'action')}!`,
    title: 'line!',
    description: 'text',
    timing: 'timing',
    dependencies: 'elsewhere',
    tasks: 'task[]',
    'associated-activities': 'elsewhere',
    subjects: 'elsewhere',
    'responsible-roles': 'responsible-role[]',
  },
  // One of three ways to say when; ours is a day.
  timing: { 'on-date': 'on-date!' },
  'on-date': { date: 'instant!', remarks: 'text' },
  'responsible-role': { ...marked, 'role-id': 'token!', 'party-uuids': 'uuid[]' },

  // Plan of action and milestones (oscal_poam_metaschema.xml).
  'poam-document': { $schema: 'reference', 'plan-of-action-and-milestones': 'plan!' },
  plan: {
    uuid: 'uuid!',
    metadata: 'metadata!',
    'import-ssp': 'import',
    'system-id': 'system-id',
    'local-definitions': 'elsewhere',
    observations: 'observation[]',
    risks: 'risk[]',
    findings: 'finding[]',
    'poam-items': 'poam-item[]!',
    'back-matter': 'back-matter',
  },
  'system-id': { id: 'string!', 'identifier-type': 'uri' },
  'poam-item': {
    ...marked,
    uuid: 'uuid',
    title: 'line!',
    description: 'text!',
    origins: 'origin[]',
    'related-findings': 'related-finding[]',
    'related-observations': 'related-observation[]',
    'related-risks': 'associated-risk[]',
  },
  'related-finding': { 'finding-uuid': 'uuid!', remarks: 'text' },
};
