// The one place where a fault becomes an HTTP answer: RFC 9457 problem details.
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { Failure, failureStatus, type FailureKind } from './failure.ts';

/** One wrong field: `pointer` is a JSON pointer (RFC 6901) as URI fragment into `params`, `query` or `body`. */
export type InputFault = { pointer: string; code: string; detail: string };

/** What every refusal looks like on the wire, media type application/problem+json. `kind` is `bug` where the fault is ours. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  kind: FailureKind | 'bug';
  code: string;
  params: Record<string, string | number>;
  request_id: string;
  errors?: InputFault[] | undefined;
};

/** The shape of Problem, for the OpenAPI document. */
export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    kind: z.enum([...(Object.keys(failureStatus) as FailureKind[]), 'bug']),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    request_id: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** A refusal of input that names the wrong fields. */
export class InputFailure extends Failure {
  readonly errors: InputFault[];
  constructor(errors: InputFault[]) {
    super('bad_input', 'wrong_input', { count: errors.length });
    this.errors = errors;
  }
}

/**
 * Parses a query whole or not at all: a parameter the shape has not, or any where there is none, throws InputFailure. A filter that nobody
 * hears would answer, export or choose what was not asked for.
 */
export async function parseQuery(shape: z.ZodType | undefined, value: unknown): Promise<unknown> {
  const known = shape instanceof z.ZodObject ? shape.shape : {};
  const unknown = Object.keys(value ?? {}).filter((key) => !Object.hasOwn(known, key));
  if (unknown.length > 0) throw new InputFailure(unknown.map((key) => ({ pointer: pointerOf('query', [key]), ...unheard })));
  return shape === undefined ? undefined : parseInput('query', shape, value);
}

const unheard = { code: 'unknown_parameter', detail: 'this route has no such parameter' };

/** Parses one part of a request; throws InputFailure naming each wrong field. */
export async function parseInput(part: 'params' | 'query' | 'body', shape: z.ZodType, value: unknown): Promise<unknown> {
  if (isTooDeep(value)) throw new InputFailure([{ pointer: pointerOf(part, []), code: 'too_deep', detail: 'nested too deep' }]);
  const unstorable = pathOfUnstorable(value);
  if (unstorable !== null) throw new InputFailure([{ pointer: pointerOf(part, unstorable), code: 'unstorable', detail: 'no plain text' }]);
  const parsed = await shape.safeParseAsync(value);
  if (parsed.success) return parsed.data;
  throw new InputFailure(
    parsed.error.issues.map((issue) => ({ pointer: pointerOf(part, issue.path), code: issue.code, detail: issue.message })),
  );
}

/** No shape of ours is half as deep; what recurses over a body stays far from the end of the stack. */
const deepest = 64;

/** Whether a value is nested deeper than that. Level by level, not by recursion. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((it) => (typeof it === 'object' && it !== null ? Object.values(it) : []));
    if (level.length === 0) return false;
  }
  return true;
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Where a text or a field's name stands that neither PostgreSQL nor the ledger can keep as it is: with NUL or half a surrogate pair. Null for nowhere. */
function pathOfUnstorable(value: unknown, path: readonly string[] = []): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return path;
    const found = pathOfUnstorable(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function pointerOf(part: string, path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#/${[part, ...steps].map(encodeURIComponent).join('/')}`;
}

/** The problem for anything thrown. What is no Failure is a bug and tells nothing about itself. */
export function problemOf(thrown: unknown, request_id: string): Problem {
  const failure = asFailure(thrown);
  const status = failure === null ? 500 : failureStatus[failure.kind];
  const code = failure?.code ?? 'internal';
  return {
    type: `urn:holdfast:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    kind: failure?.kind ?? 'bug',
    code,
    params: failure?.params ?? {},
    request_id,
    ...(thrown instanceof InputFailure ? { errors: thrown.errors } : {}),
  };
}

// By the code of fastify, PostgreSQL or node.
const serverFaults: Readonly<Record<string, [FailureKind, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'body_too_large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['bad_input', 'not_json'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['bad_input', 'not_json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad_input', 'not_json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad_input', 'wrong_length'],
  FST_STATIC_FORBIDDEN_PATH: ['not_found', 'no_such_page'],
  FST_ERR_BAD_URL: ['bad_input', 'wrong_address'],
  // PostgreSQL, appendix A: disk_full, the server shutting down or starting, and what node says when nobody listens.
  '53100': ['insufficient_storage', 'disk_full'],
  '57P01': ['unavailable', 'database_away'],
  '57P03': ['unavailable', 'database_away'],
  ECONNREFUSED: ['unavailable', 'database_away'],
  // datetime_field_overflow, invalid_time_zone_displacement_value: ISO 8601 allows times that PostgreSQL cannot keep.
  '22008': ['bad_input', 'time_out_of_range'],
  '22009': ['bad_input', 'time_out_of_range'],
  // Raised by holdfast.require_an_owner at commit.
  HF001: ['conflict', 'last_owner'],
};

function asFailure(thrown: unknown): Failure | null {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return null;
  if (thrown instanceof SyntaxError && 'statusCode' in thrown && thrown.statusCode === 400) return new Failure('bad_input', 'not_json');
  const known = 'code' in thrown ? serverFaults[String(thrown.code)] : undefined;
  return known === undefined ? null : new Failure(...known);
}
