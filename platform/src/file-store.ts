// The content-addressed file store: files named by their SHA-256, hashed while streaming in, moved into place by rename and fsync.

export type StoredFile = { sha256: string; size_bytes: number };

export type FileStore = {
  /**
   * Opens a file being received. `write` may be awaited for back-pressure. `finish` fsyncs, renames to its hash and returns it (storing the
   * same bytes twice keeps one copy; `existed` says so). `discard` removes the partial file.
   * Throws Failure('too_large','file_too_large') past `limit_bytes` and Failure('insufficient_storage','disk_full') on ENOSPC.
   */
  receive(options: { limit_bytes: number }): Promise<{
    write(chunk: Uint8Array): Promise<void>;
    finish(): Promise<StoredFile & { existed: boolean }>;
    discard(): Promise<void>;
  }>;
  /** Path of a stored file for reading in a worker; throws Failure('not_found','file_missing'). */
  pathOf(sha256: string): Promise<string>;
  /** Re-hashes a stored file: true when the bytes still are what their name says. */
  verify(sha256: string): Promise<boolean>;
  /** Removes partial files left by a process that died. Returns how many. */
  sweep(): Promise<number>;
};
