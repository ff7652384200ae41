// A refusal the caller can mend: a closed list of kinds, each mapped to one HTTP status; the words stand in the UI, per language.

/** Kinds of refusal and their HTTP status (RFC 9457 problem details carry kind, code and params). */
export const failureStatus = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
  insufficient_storage: 507,
} as const;
export type FailureKind = keyof typeof failureStatus;

/**
 * Thrown for what the caller can mend. `code` is a stable snake_case word the UI translates; `params` fill its sentence.
 * Never put a secret or personal free text into params.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(kind: FailureKind, code: string, params: Record<string, string | number> = {}) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
    this.params = params;
  }
}
