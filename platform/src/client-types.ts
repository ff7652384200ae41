// Prints an OpenAPI document as the TypeScript types openapi-fetch reads. Pure.
import type { JsonSchema, Media, OpenApi, Operation, Parameter } from './openapi.ts';

/** The text of a .d.ts file with `paths` and `components`; the same document always gives the same text. */
export function printClientTypes(document: OpenApi): string {
  const paths = Object.entries(document.paths).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const schemas = Object.entries(document.components.schemas).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// The interface as types, written by scripts/generate-client.ts from the routes. Not edited by hand.',
    '/* oxlint-disable */',
    '',
    'export interface paths {',
    ...paths.map(([path, operations]) => `${quote(path)}: {\n${printOperations(operations)}\n};`),
    '}',
    '',
    'export interface components {',
    'schemas: {',
    ...schemas.map(([id, schema]) => `${key(id)}: ${typeOf(schema)};`),
    '};',
    '}',
    '',
  ].join('\n');
}

function printOperations(operations: Record<string, Operation>): string {
  const methods = Object.entries(operations).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return methods
    .map(([method, operation]) => `/** ${operation.summary.replaceAll('*/', '')} */\n${method}: ${printOperation(operation)};`)
    .join('\n');
}

function printOperation({ parameters, requestBody, responses }: Operation): string {
  const path = printParameters('path', parameters);
  const query = printParameters('query', parameters);
  const body =
    requestBody === undefined ? '' : `requestBody${requestBody.required ? '' : '?'}: { content: ${printMedia(requestBody.content)} };`;
  const answers = Object.entries(responses).map(([status, { content }]) => {
    return `${status}: { content${content === undefined ? '?: never' : `: ${printMedia(content)}`} };`;
  });
  return `{ parameters: { ${path} ${query} }; ${body} responses: { ${answers.join(' ')} } }`;
}

function printParameters(place: Parameter['in'], parameters: readonly Parameter[]): string {
  const mine = parameters.filter((parameter) => parameter.in === place);
  if (mine.length === 0) return `${place}?: never;`;
  const isOptional = mine.every((parameter) => !parameter.required);
  const fields = mine.map(
    ({ name, required, schema }) => `${key(name)}${required ? '' : '?'}: ${typeOf(schema)}${required ? '' : ' | undefined'};`,
  );
  return `${place}${isOptional ? '?' : ''}: { ${fields.join(' ')} };`;
}

function printMedia(media: Media): string {
  return `{ ${Object.entries(media)
    .map(([type, { schema }]) => `${quote(type)}: ${typeOf(schema)};`)
    .join(' ')} }`;
}

/** One schema as a type expression. What a type cannot say (formats, ranges, patterns) is left out; the unknown is `unknown`. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return `components['schemas'][${quote(schema.$ref.replace('#/components/schemas/', ''))}]`;
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map(typeOf));
  if (schema.allOf !== undefined) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.length === 0 ? 'unknown' : union(types.map((type) => typeNamed(type, schema)));
}

function typeNamed(type: string, schema: JsonSchema): string {
  if (type === 'string') return schema.format === 'binary' ? 'Blob' : 'string';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean' || type === 'null') return type;
  if (type === 'array') return arrayOf(schema);
  return type === 'object' ? objectOf(schema) : 'unknown';
}

function arrayOf({ prefixItems, items }: JsonSchema): string {
  if (prefixItems !== undefined) {
    const rest = items === undefined || items === false ? [] : [`...(${typeOf(items)})[]`];
    return `[${[...prefixItems.map(typeOf), ...rest].join(', ')}]`;
  }
  return `(${items === undefined || items === false ? 'unknown' : typeOf(items)})[]`;
}

function objectOf({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const isRequired = required.includes(name);
    return `${key(name)}${isRequired ? '' : '?'}: ${typeOf(schema)}${isRequired ? '' : ' | undefined'};`;
  });
  if (fields.length > 0) return `{ ${fields.join(' ')} }`;
  if (additionalProperties === false) return 'Record<string, never>';
  return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.includes('unknown')) return 'unknown';
  return distinct.length === 1
    ? (distinct[0] ?? 'never')
    : distinct.map((type) => (type.includes('=>') ? `(${type})` : type)).join(' | ') || 'never';
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}
