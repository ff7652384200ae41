// A thread that typesets one document: the compiler blocks while it works, and ends with its thread.
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler, type PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfJob } from './pdf.ts';

const { source, data, at_s } = workerData as PdfJob;
const compiler = NodeCompiler.create();
// ISO 19005-2, level A: with its structure, so that it reads aloud and can be kept for ever.
const standard = 'a-2a' as PdfStandard;
const inputs = { data: JSON.stringify(data) };
const pdf = compiler.pdf({ mainFileContent: source, inputs }, { pdfStandard: standard, creationTimestamp: at_s });
parentPort?.postMessage(new Uint8Array(pdf));
