// Holds an OSCAL document against NIST's definitions (oscal-shape.data.ts), by a JSON schema made of them: what stands where it may not, lacks or is malformed.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { type Shape, shapes } from './oscal-shape.data.ts';

type Schema = Readonly<Record<string, unknown>>;

/** NIST, OSCAL datatypes. Text and line are CommonMark; both are wanted not empty, which NIST's schema leaves open for text. */
const datatypes: Readonly<Record<string, Schema>> = {
  string: { type: 'string', pattern: '^\\S(.*\\S)?$' },
  line: { type: 'string', pattern: '^[^\\n]*\\S[^\\n]*$' },
  text: { type: 'string', pattern: '\\S' },
  /** XML Schema part 2, NCName. */
  token: { type: 'string', pattern: '^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$' },
  /** RFC 4122, version 4 or 5 only. */
  uuid: { type: 'string', pattern: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$' },
  /** With a time zone, in the years 1900 to 2999. */
  instant: {
    type: 'string',
    format: 'date-time',
    pattern: '^(19|2\\d)\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
  },
  uri: { type: 'string', format: 'uri', pattern: '^[a-zA-Z][a-zA-Z0-9+\\-.]+:.+$' },
  reference: { type: 'string', format: 'uri-reference', pattern: '.' },
};

function schemaOf(kind: string): Schema | false {
  if (kind === 'elsewhere') return false;
  if (kind.startsWith('=')) return { type: 'string', enum: kind.slice(1).split('|') };
  if (kind in datatypes) return { $ref: `#/definitions/${kind}` };
  if (kind in shapes) return { $ref: `#/definitions/${kind}` };
  throw new Error(`the table names ${kind}, which is neither a datatype nor a shape`);
}

function valueOf(spec: string): Schema | false {
  const kind = spec.replace(/!$/, '');
  if (!kind.endsWith('[]')) return schemaOf(kind);
  return { type: 'array', minItems: 1, items: schemaOf(kind.slice(0, -2)) };
}

const objectOf = (shape: Shape): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(shape).map(([key, spec]) => [key, valueOf(spec)])),
  required: Object.keys(shape).filter((key) => shape[key]!.endsWith('!')),
});

const definitions = { ...datatypes, ...Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, objectOf(shape)])) };
const ajv = new Ajv({ allErrors: true, strict: true });
formats.default(ajv);

const compiled = new Map<string, ValidateFunction>();
function validatorOf(model: OscalModel): ValidateFunction {
  const found = compiled.get(model) ?? ajv.compile({ definitions, $ref: `#/definitions/${model}-document` });
  compiled.set(model, found);
  return found;
}

export type OscalModel = 'mapping' | 'results' | 'poam';
/** The shapes a document of ours begins with. */
export const oscalModels: readonly OscalModel[] = ['mapping', 'results', 'poam'];

/** A fault in one line, with its place (JSON pointer). */
export const worded = (it: ErrorObject): string => `${it.instancePath} ${it.message ?? it.keyword} ${JSON.stringify(it.params)}`;

/** What is wrong with a document, one line a fault with its place (JSON pointer); nothing: it is as NIST defines it. Ids that stand twice are faults too. */
export function oscalFaults(model: OscalModel, document: unknown): string[] {
  const isValid = validatorOf(model);
  const faults = isValid(document) ? [] : (isValid.errors ?? []).map(worded);
  const ids = [...nodesOf(document)].flatMap((it) => (typeof it['uuid'] === 'string' ? [it['uuid']] : []));
  const twice = new Set(ids.filter((it, at) => ids.indexOf(it) !== at));
  const dangling = [...nodesOf(document)].flatMap((it) => referencesOf(it).filter((one) => !ids.includes(one)));
  return [...faults, ...[...twice].map((it) => `${it} stands twice`), ...dangling.map((it) => `${it} is named, but not there`)];
}

export type Node = Record<string, unknown>;
/** Every object of a document. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const it of value) yield* nodesOf(it);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const it of Object.values(value)) yield* nodesOf(it);
  }
}

/** Ids an object points to within its document (NIST keeps them as index constraints, beside the schema). */
function referencesOf(node: Node): string[] {
  const href = typeof node['href'] === 'string' && node['href'].startsWith('#') ? [node['href'].slice(1)] : [];
  const named = ['observation-uuid', 'risk-uuid', 'finding-uuid', 'actor-uuid'].flatMap((key) =>
    typeof node[key] === 'string' ? [node[key]] : [],
  );
  const parties = Array.isArray(node['party-uuids']) ? (node['party-uuids'] as string[]) : [];
  return [...href, ...named, ...parties];
}
