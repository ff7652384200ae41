// The second thread: reads its share of the packets of all files, and sends what it found.
import { parentPort } from 'node:worker_threads';
import { createInspection, type SharePlan } from '@holdfast/core-wire';
import { readShared } from './read-shared.ts';
import type { SecondFound, SharedFile } from './second-thread.ts';

parentPort!.once('message', ({ files, plan }: { files: SharedFile[]; plan: SharePlan }) => {
  const inspection = createInspection({ share: { plan, number: 1 } });
  const read = readShared(inspection, files);
  const answer: SecondFound = { files: read.map(({ packets, bytes }) => ({ packets, bytes })), found: inspection.found() };
  parentPort!.postMessage(answer);
});
