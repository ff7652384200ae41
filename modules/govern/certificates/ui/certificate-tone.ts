// How loud a warning about certificates is.
import type { Tone } from '@holdfast/design/badge';
import type { CertificateWarning } from '../schema.ts';

/** `alarm` where browsers already refuse or nothing can be renewed, else `attention`. */
export function toneOf({ code }: CertificateWarning): Tone {
  return ['server_over', 'server_not_yet', 'root_over'].includes(code) ? 'alarm' : 'attention';
}
