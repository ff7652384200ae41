// Gathers the small chunks of a request into batches, so that storing and reading cost per megabyte and not per packet of the network.

const batchBytes = 2 << 20;

/** Bytes the server's thread and the reading thread both see. */
export type Batch = Uint8Array<SharedArrayBuffer>;

/**
 * The memory of batches. What is given back is filled again, and nothing is moved between threads: with fresh memory for each batch the
 * collector works as long as the reader.
 */
export class BatchMemory {
  private readonly spare: SharedArrayBuffer[] = [];

  get(): Batch {
    return new Uint8Array(this.spare.pop() ?? new SharedArrayBuffer(batchBytes));
  }

  giveBack(batch: Batch): void {
    this.spare.push(batch.buffer);
  }
}

/** Copies chunks into batches; `full` gets each batch and owns it until it is given back. */
export class Batches {
  private batch: Batch | null = null;
  private filled = 0;
  private readonly memory: BatchMemory;
  private readonly full: (batch: Batch) => Promise<void>;

  constructor(memory: BatchMemory, full: (batch: Batch) => Promise<void>) {
    this.memory = memory;
    this.full = full;
  }

  async add(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      this.batch ??= this.memory.get();
      const part = Math.min(chunk.length - at, batchBytes - this.filled);
      this.batch.set(chunk.subarray(at, at + part), this.filled);
      this.filled += part;
      at += part;
      if (this.filled === batchBytes) await this.flush();
    }
  }

  /** Passes on what is gathered, if anything. */
  async flush(): Promise<void> {
    if (this.batch === null || this.filled === 0) return;
    const batch = this.batch.subarray(0, this.filled);
    this.batch = null;
    this.filled = 0;
    await this.full(batch);
  }
}
