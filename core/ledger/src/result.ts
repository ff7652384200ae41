// How this core says no: a value that names what is wrong and where, never an exception.

/** What is wrong. `offset` counts bytes, lines or hashes from 0, as `what` says. */
export type LedgerFault = {
  kind: 'malformed' | 'mismatch' | 'untrusted' | 'out_of_range';
  offset: number;
  what: string;
};

export type Refused = { ok: false; error: LedgerFault };
export type Result<T> = { ok: true; value: T } | Refused;
export type Verdict = { ok: true } | Refused;

export function refuse(kind: LedgerFault['kind'], offset: number, what: string): Refused {
  return { ok: false, error: { kind, offset, what } };
}
