// The OpenAPI 3.1 document of a list of routes.
import { z } from 'zod';
import { problemShape } from './problem.ts';
import { type Route, type Routes, route } from './route.ts';

/** JSON Schema 2020-12, as far as zod prints it. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema | false;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  [keyword: string]: unknown;
};

export type Media = Record<string, { schema: JsonSchema }>;
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; description?: string; schema: JsonSchema };
export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Media };
  responses: Record<string, { description: string; content?: Media }>;
  security: Record<string, string[]>[];
  'x-access': string;
};
export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, Record<string, string>> };
};

type Schemas = Record<string, JsonSchema>;
type AnyRoute = Routes[number];

/** Builds the document. Throws Error where two shapes carry one id, or a recursive shape carries none (`.meta({id})`). */
export function openApiDocument(routes: Routes, version: string): OpenApi {
  const schemas: Schemas = {};
  const paths: OpenApi['paths'] = {};
  for (const it of routes) {
    const path = it.path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}');
    paths[path] = { ...paths[path], [it.method.toLowerCase()]: operationOf(it, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Holdfast', version },
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'holdfast.session_token' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'hf_ and 43 characters' },
      },
    },
  };
}

/** The route that serves the document of `routes` and itself. It takes a sixth of a second to make, so it is made once. */
export function openApiRoute(routes: () => Routes, version: string): Route<undefined, undefined, undefined, z.ZodType> {
  let made: OpenApi | undefined;
  return route({
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'This interface as an OpenAPI 3.1 document',
    access: 'signed_in',
    output: z.record(z.string(), z.unknown()),
    handle: async () => (made ??= openApiDocument(routes(), version)),
  });
}

function operationOf(it: AnyRoute, schemas: Schemas): Operation {
  const output = schemaOf(it.output as z.ZodType, 'output', schemas);
  const hasAnswer = Object.keys(output).length > 0 || it.output instanceof z.ZodUnknown || it.output instanceof z.ZodAny;
  const problem = schemaOf(problemShape, 'output', schemas);
  return {
    operationId: operationId(it),
    summary: it.summary,
    tags: [it.path.split('/').find((step) => !/^$|^api$|^v1$|^sites$|^:/.test(step)) ?? 'sites'],
    parameters: [
      ...parametersOf('path', it.params, schemas),
      ...(it.path.endsWith('*') ? [restOfPath] : []),
      ...parametersOf('query', it.query, schemas),
      ...(it.method === 'GET' ? [] : [idempotencyKey]),
    ],
    ...requestBodyOf(it, schemas),
    responses: {
      ...(it.sends === true
        ? { 200: { description: 'a file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
        : hasAnswer
          ? { 200: { description: 'done', content: { 'application/json': { schema: output } } } }
          : { 204: { description: 'done, nothing to say' } }),
      default: { description: 'refused', content: { 'application/problem+json': { schema: problem } } },
    },
    security: it.access === 'public' ? [] : [{ session: [] }, { token: [] }],
    'x-access': typeof it.access === 'string' ? it.access : `${it.access.id}: ${it.access.says}`,
  };
}

const restOfPath: Parameter = {
  name: 'rest',
  in: 'path',
  required: true,
  description: 'The rest of the path, which may hold further slashes.',
  schema: { type: 'string' },
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A word of your own: sent again with the same request, nothing is done twice and the first answer returns.',
  schema: { type: 'string', minLength: 1, maxLength: 180 },
};

function requestBodyOf(it: AnyRoute, schemas: Schemas): Pick<Operation, 'requestBody'> {
  if (it.streams === true) {
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } };
  }
  if (it.body === undefined) return {};
  const schema = schemaOf(it.body as z.ZodType, 'input', schemas);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function parametersOf(place: 'path' | 'query', shape: z.ZodType | undefined, schemas: Schemas): Parameter[] {
  if (shape === undefined) return [];
  const { properties = {}, required = [] } = resolve(schemaOf(shape, 'input', schemas), schemas);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
}

function operationId({ method, path }: AnyRoute): string {
  const steps = path.replace('/api/v1/', '').split(/[/.]/);
  const words = steps.flatMap((step) =>
    step === '*' ? ['rest'] : step.startsWith(':') ? ['by', ...step.slice(1).split('_')] : step.split(/[-_]/),
  );
  return method.toLowerCase() + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

/** The shape as JSON Schema; what carries an id goes to the components and is referred to. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output', schemas: Schemas): JsonSchema {
  const { $schema: _dialect, $defs = {}, ...own } = z.toJSONSchema(shape, { io, unrepresentable: 'any', override: tidy }) as JsonSchema;
  const suffix = io === 'input' ? 'Input' : '';
  for (const [id, definition] of Object.entries($defs as Schemas)) {
    if (id.startsWith('__schema')) throw new Error(`a recursive shape has no id: give it .meta({ id })`);
    keep(schemas, id + suffix, rename(definition, suffix));
  }
  return rename(own, suffix);
}

// zod prints the whole range of safe integers and the patterns of ids and times: noise where type and format say it.
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  delete jsonSchema.id;
}

function rename(schema: JsonSchema, suffix: string): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    if (value === '#') throw new Error('a recursive shape has no id: give it .meta({ id })');
    return `${value.replace('#/$defs/', '#/components/schemas/')}${suffix}`;
  });
  return JSON.parse(text) as JsonSchema;
}

function keep(schemas: Schemas, id: string, schema: JsonSchema): void {
  const known = schemas[id];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`two shapes carry the id ${id}`);
  schemas[id] = schema;
}
