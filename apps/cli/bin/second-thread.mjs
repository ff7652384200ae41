// Where the second thread begins: compiled code is kept between runs here too.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('../src/second-thread.worker.ts');
