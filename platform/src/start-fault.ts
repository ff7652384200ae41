// A reason why Holdfast cannot start or stop, told to the operator as one sentence on the console; never sent over HTTP.

/**
 * Thrown by the launcher, the configuration and the migrations. `message` is a sentence that says what is wrong and what to do;
 * a main prints it without a stack and exits with code 1.
 */
export class StartFault extends Error {
  readonly code: string;
  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** The system's error code (`ENOSPC`, `EACCES` ...) of anything thrown, or an empty string. */
export function systemCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** Turns a file system error under `folder` into the sentence an operator can act on; anything else is returned as it is. */
export function asStartFault(thrown: unknown, folder: string): unknown {
  const code = systemCode(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, thrown);
  if (code === 'EROFS')
    return new StartFault(
      'read_only',
      `The disk that holds ${folder} is read-only. Remount it, or set HOLDFAST_DATA to another folder.`,
      thrown,
    );
  if (code === 'EACCES' || code === 'EPERM') {
    return new StartFault(
      'no_access',
      `Holdfast may not write in ${folder}. Give this user the folder, or set HOLDFAST_DATA to another one.`,
      thrown,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartFault('not_a_folder', `${folder} is not a folder. Move it away, or set HOLDFAST_DATA to another one.`, thrown);
  }
  return thrown;
}

/** The sentence for a full disk. */
export function diskFull(folder: string, cause?: unknown): StartFault {
  return new StartFault(
    'disk_full',
    `The disk that holds ${folder} is full. Free some space (Holdfast needs 300 MB to start), then start again.`,
    cause,
  );
}
