// Gathers the small chunks of a request into batches, so that storing and reading cost per megabyte and not per packet of the network.

const batchBytes = 2 << 20;

/** Copies chunks into batches of its own memory; `full` gets each batch and owns it from then on. */
export class Batches {
  private batch = new Uint8Array(batchBytes);
  private filled = 0;
  private readonly full: (batch: Uint8Array<ArrayBuffer>) => Promise<void>;

  constructor(full: (batch: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.full = full;
  }

  async add(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      const part = Math.min(chunk.length - at, batchBytes - this.filled);
      this.batch.set(chunk.subarray(at, at + part), this.filled);
      this.filled += part;
      at += part;
      if (this.filled === batchBytes) await this.flush();
    }
  }

  /** Passes on what is gathered, if anything. */
  async flush(): Promise<void> {
    if (this.filled === 0) return;
    const batch = this.batch.subarray(0, this.filled);
    this.batch = new Uint8Array(batchBytes);
    this.filled = 0;
    await this.full(batch);
  }
}
