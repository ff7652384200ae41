// Words of kept files: what each belongs to, and when its bytes were last read and found whole.
import { id, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** `unchecked`: not read again since it came in as a plain file of an older Holdfast. `erased`: its key was destroyed, for ever. */
export const fileState = z.enum(['whole', 'missing', 'changed', 'key_missing', 'unchecked', 'erased']);
export type FileState = z.infer<typeof fileState>;

export const keptFile = z.object({
  id,
  sha256,
  name: z.string(),
  /** What it belongs to: `capture`, `walk_down` ... */
  of_type: z.string(),
  of_id: id,
  state: fileState,
  checked_at: time.nullable(),
  /** When all of it was last read and was what was stored. */
  whole_at: time.nullable(),
  /** The first place of a changed file where it shows. */
  at_byte: z.number().int().nullable(),
});
export type KeptFile = z.infer<typeof keptFile>;
