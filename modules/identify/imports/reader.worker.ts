// The reading thread: one file in, one table or one fault out.
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadAnswer, ReadOrder } from './reading.ts';
import { readFileTable } from './read-file.ts';

const answer: ReadAnswer = await readFileTable(workerData as ReadOrder);
parentPort!.postMessage(answer);
