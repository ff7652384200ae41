// Makes one reason out of its code and just the parameters its sentence takes.
import type { Said } from './facts.ts';
import type { ReasonCode, reasonParams } from './reasons.data.ts';

type Params<C extends ReasonCode> = (typeof reasonParams)[C] extends readonly []
  ? []
  : [params: Readonly<Record<(typeof reasonParams)[C][number], string | number>>];

export function say<C extends ReasonCode>(code: C, ...[params]: Params<C>): Said {
  return { code, params: params ?? {} };
}
