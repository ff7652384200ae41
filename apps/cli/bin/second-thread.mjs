// Where the second thread begins: compiled code is kept between runs here too.
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

enableCompileCache();
await import(workerData);
