// An OpenAPI document as people read it: routes in a list, shapes as short text, a curl line that can be run.

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};
type Content = { content?: Record<string, { schema: Schema }> };
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema };
type Described = {
  summary: string;
  tags: string[];
  'x-access': string;
  parameters: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
};
export type OpenApiDocument = { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };

export type Operation = {
  id: string;
  /** What it is about, the document's tag: `assets`. */
  group: string;
  method: string;
  path: string;
  summary: string;
  access: string;
  parameters: Parameter[];
  body: Schema | null;
  answer: Schema | null;
  /** What a search looks in, lower case. */
  text: string;
};

/** Every route, by path and method. */
export function listOperations({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([verb, it]) => {
        const method = verb.toUpperCase();
        const access = it['x-access'];
        const [body = null, answer = null] = [schemaOf(it.requestBody), schemaOf(it.responses[200])];
        const text = [method, path, it.summary, access].join(' ').toLowerCase();
        const [id, group] = [`${method} ${path}`, it.tags[0] ?? ''];
        return { id, group, method, path, summary: it.summary, access, parameters: it.parameters, body, answer, text };
      }),
    );
}

/** Routes under what they are about, by name. */
export const groupOperations = (operations: readonly Operation[]): [group: string, operations: Operation[]][] =>
  [...Map.groupBy(operations, (it) => it.group)].toSorted(([a], [b]) => (a < b ? -1 : 1));

const schemaOf = (it: Content | undefined): Schema | undefined => Object.values(it?.content ?? {})[0]?.schema;

/** A shape as short text, `depth` levels deep: `{ name: text, kinds?: text[] }`. */
export function shapeText(schema: Schema, document: OpenApiDocument, depth = 4, indent = ''): string {
  const it = resolve(schema, document);
  const choices = it.anyOf ?? it.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((each) => shapeText(each, document, depth, indent)))].join(' | ');
  if (it.const !== undefined) return JSON.stringify(it.const);
  if (it.enum !== undefined) return it.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (it.items !== undefined) return `${shapeText(it.items, document, depth, indent)}[]`;
  if (it.properties === undefined) return [it.format ?? it.type ?? 'any'].flat().join(' | ');
  if (depth <= 0) return '{ … }';
  const inner = `${indent}  `;
  const fields = Object.entries(it.properties).map(([name, each]) => {
    const mark = it.required?.includes(name) === true ? '' : '?';
    return `${inner}${name}${mark}: ${shapeText(each, document, depth - 1, inner)}`;
  });
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function resolve(schema: Schema, document: OpenApiDocument): Schema {
  return schema.$ref === undefined ? schema : (document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
}

/** A line for the shell: path parameters in capitals, an example body with what is required. */
export function curlOf(it: Operation, origin: string, document: OpenApiDocument): string {
  const path = it.path.replace(/\{(\w+)\}/g, (_all, name: string) => `$${name.toUpperCase()}`);
  const body = it.body === null ? [] : [`  -H 'Content-Type: application/json' -d '${JSON.stringify(exampleOf(it.body, document))}'`];
  const method = it.method === 'GET' ? '' : `-X ${it.method} `;
  return [`curl ${method}-H "Authorization: Bearer $HOLDFAST_TOKEN" "${origin}${path}"`, ...body].join(' \\\n');
}

function exampleOf(schema: Schema, document: OpenApiDocument): unknown {
  const it = resolve(schema, document);
  const [first] = it.anyOf ?? it.oneOf ?? [];
  if (first !== undefined) return exampleOf(first, document);
  if (it.const !== undefined) return it.const;
  if (it.enum !== undefined) return it.enum[0];
  if (it.items !== undefined) return [exampleOf(it.items, document)];
  if (it.properties !== undefined) {
    const wanted = Object.entries(it.properties).filter(([name]) => it.required?.includes(name) === true);
    return Object.fromEntries(wanted.map(([name, each]) => [name, exampleOf(each, document)]));
  }
  const plain: Record<string, unknown> = { integer: 1, number: 1, boolean: true, null: null };
  const type = [it.type ?? 'string'].flat()[0] ?? 'string';
  if (it.format === 'uuid') return '00000000-0000-7000-8000-000000000000';
  return it.format === 'date-time' ? '2027-01-01T00:00:00Z' : (plain[type] ?? 'text');
}
