// Gathers the small chunks of a request into batches, so that storing and reading cost per megabyte and not per packet of the network.

const batchBytes = 2 << 20;
const batchesAtOnce = 16;
const wasmPageBytes = 64 << 10;

// Known to every Node; its types belong to browsers.
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: true }) => { readonly buffer: SharedArrayBuffer };
};

/** Bytes the server's thread and the reading thread both see. */
export type Batch = Uint8Array<SharedArrayBuffer>;

/**
 * The memory of batches. What is given back is filled again, and nothing is moved between threads: with fresh memory for each batch the
 * collector works as long as the reader. It begins at a page, so that the disk can take a batch as it is (see platform/growing-file.ts):
 * WebAssembly's memory is the only one that promises this.
 */
export class BatchMemory {
  private readonly spare: Batch[] = [];

  constructor() {
    const pages = (batchBytes * batchesAtOnce) / wasmPageBytes;
    const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    for (let at = batchesAtOnce - 1; at >= 0; at -= 1) this.spare.push(new Uint8Array(buffer, at * batchBytes, batchBytes));
  }

  get(): Batch {
    return this.spare.pop() ?? new Uint8Array(new SharedArrayBuffer(batchBytes));
  }

  giveBack(batch: Batch): void {
    this.spare.push(new Uint8Array(batch.buffer, batch.byteOffset, batchBytes));
  }
}

/** Copies chunks into batches; `full` gets each batch and owns it until it is given back. */
export class Batches {
  private batch: Batch | null = null;
  private filled = 0;
  private readonly memory: BatchMemory;
  private readonly full: (batch: Batch) => void;

  constructor(memory: BatchMemory, full: (batch: Batch) => void) {
    this.memory = memory;
    this.full = full;
  }

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      this.batch ??= this.memory.get();
      const part = Math.min(chunk.length - at, batchBytes - this.filled);
      this.batch.set(part === chunk.length ? chunk : chunk.subarray(at, at + part), this.filled);
      this.filled += part;
      at += part;
      if (this.filled === batchBytes) this.flush();
    }
  }

  /** Passes on what is gathered, if anything. */
  flush(): void {
    if (this.batch === null || this.filled === 0) return;
    const batch = this.batch.subarray(0, this.filled);
    this.batch = null;
    this.filled = 0;
    this.full(batch);
  }
}
