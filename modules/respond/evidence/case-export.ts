// An item and its chain of custody as CASE/UCO JSON-LD with W3C PROV beside it, for the tools of investigators. Pure.
import { labelOf } from './rules.ts';
import type { Act, Item } from './schema.ts';

type Node = Record<string, unknown>;
type Where = { publicUrl: string; site_id: string; at: string };

// CASE 1.4, UCO 1.4, PROV-O 2013. Every id ends in a UUID, as UCO asks.
const context = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-location': 'https://ontology.unifiedcyberontology.org/uco/location/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The bundle of one item. `publicUrl` names the ids of this installation; `at` is when it was made, ISO 8601 UTC. */
export function caseBundle(it: Item, acts: readonly Act[], { publicUrl, site_id, at }: Where): Node {
  const people = new Map(
    acts.flatMap((act) => [
      [act.actor_id, act.actor_name] as const,
      ...(act.other_id === null ? [] : [[act.other_id, act.other_name ?? ''] as const]),
    ]),
  );
  const graph = [
    recordOf(it),
    itemNode(it),
    ...[...people].map(([person_id, name]) => ({
      '@id': `kb:person-${person_id}`,
      '@type': ['uco-identity:Person', 'prov:Person'],
      'uco-core:name': name,
    })),
    ...acts.map((act, n) => actionOf(it, act, acts[n - 1])),
  ];
  return {
    '@context': { kb: `${publicUrl}/sites/${site_id}/evidence/`, ...context },
    '@id': `kb:bundle-${it.id}`,
    '@type': 'uco-core:Bundle',
    'uco-core:name': labelOf(it.number),
    'uco-core:objectCreatedTime': dateTime(at),
    'uco-core:object': graph,
  };
}

const idOf = (it: Item) => ({ '@id': `kb:item-${it.id}` });
const dateTime = (at: string) => ({ '@type': 'xsd:dateTime', '@value': at });

function recordOf(it: Item): Node {
  return {
    '@id': `kb:provenance-record-${it.id}`,
    '@type': 'case-investigation:ProvenanceRecord',
    'case-investigation:exhibitNumber': labelOf(it.number),
    'uco-core:description': it.title,
    'uco-core:objectCreatedTime': dateTime(it.collected_at),
    'uco-core:object': idOf(it),
  };
}

function itemNode(it: Item): Node {
  const named = {
    ...idOf(it),
    'uco-core:name': it.title,
    ...(it.copy_of === null ? {} : { 'prov:wasDerivedFrom': { '@id': `kb:item-${it.copy_of}` } }),
  };
  if (it.file_sha256 === null) return { ...named, '@type': ['uco-core:UcoObject', 'prov:Entity'] };
  const hash = {
    '@id': `kb:hash-${it.id}`,
    '@type': 'uco-types:Hash',
    'uco-types:hashMethod': 'SHA256',
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': it.file_sha256.toUpperCase() },
  };
  const facets = [
    { '@id': `kb:file-facet-${it.id}`, '@type': 'uco-observable:FileFacet', 'uco-observable:fileName': it.file_name ?? labelOf(it.number) },
    {
      '@id': `kb:content-data-facet-${it.id}`,
      '@type': 'uco-observable:ContentDataFacet',
      'uco-observable:hash': hash,
      'uco-observable:sizeInBytes': { '@type': 'xsd:integer', '@value': String(it.size_bytes) },
    },
  ];
  return { ...named, '@type': ['uco-observable:File', 'prov:Entity'], 'uco-core:hasFacet': facets };
}

function actionOf(it: Item, act: Act, before: Act | undefined): Node {
  const performer = { '@id': `kb:person-${act.actor_id}` };
  const said = [
    act.place === null ? null : `place: ${act.place}`,
    act.seal_number === null ? null : `seal: ${act.seal_number}`,
    act.seal_intact === null ? null : `seal intact: ${act.seal_intact ? 'yes' : 'no'}`,
    act.measured_sha256 === null ? null : `measured SHA-256: ${act.measured_sha256}`,
    act.whole === false ? 'measured: not the bytes that were collected' : null,
    act.remark,
  ].filter((part) => part !== null);
  return {
    '@id': `kb:action-${act.entry_id}`,
    '@type': ['case-investigation:InvestigativeAction', 'prov:Activity'],
    'uco-core:name': act.act,
    ...(said.length === 0 ? {} : { 'uco-core:description': said.join('; ') }),
    'uco-action:startTime': dateTime(act.at),
    'uco-action:endTime': dateTime(act.at),
    'prov:endedAtTime': dateTime(act.at),
    'uco-action:performer': performer,
    'prov:wasAssociatedWith': performer,
    ...(act.other_id === null ? {} : { 'uco-action:participant': { '@id': `kb:person-${act.other_id}` } }),
    ...(act.tool === null
      ? {}
      : { 'uco-action:instrument': { '@id': `kb:tool-${act.entry_id}`, '@type': 'uco-tool:Tool', 'uco-core:name': act.tool } }),
    'uco-action:object': idOf(it),
    'prov:used': idOf(it),
    'uco-action:result': { '@id': `kb:provenance-record-${it.id}` },
    ...(before === undefined ? {} : { 'case-investigation:wasInformedBy': { '@id': `kb:action-${before.entry_id}` } }),
  };
}
