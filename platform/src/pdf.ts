// Paper: tagged PDF/A-2a by typst, typeset in a thread of its own. The same source, data and time give the same bytes.
import { Worker } from 'node:worker_threads';

/** `source`: typst, which finds the data as JSON in `sys.inputs.data` and so never as markup. `at_s`: seconds since the epoch. */
export type PdfJob = { source: string; data: unknown; at_s: number };

const patienceMs = 120_000;

/** The document's bytes. Throws where it cannot be typeset: no compiler for this machine, a fault in the source, or longer than two minutes. */
export async function renderPdf(job: PdfJob): Promise<Uint8Array> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: job });
  const late = setTimeout(() => void worker.terminate(), patienceMs);
  try {
    return await new Promise<Uint8Array>((done, fail) => {
      worker.once('message', done);
      // The compiler's own faults carry what they say as their code.
      worker.once('error', ({ message, ...more }: Error & { code?: string }) =>
        fail(new Error(`cannot be typeset: ${message} ${more.code ?? ''}`)),
      );
      worker.once('exit', () => fail(new Error('typesetting ended without a document')));
    });
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}

/** Text in letters the built-in fonts have (Latin, Greek, Cyrillic); PDF/A admits no other. The rest reads `?`. */
export const printableText = (text: string): string =>
  text.replace(
    /[^\n\u0020-\u007e\u00a0-\u017f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0401-\u044f\u0451-\u045f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]/gu,
    '?',
  );
