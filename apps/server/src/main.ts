// The server's entry: its built files where they are as new as their sources, which start in half the time; else the sources.
import { isBuilt } from '@holdfast/platform/built';

const app = new URL('../', import.meta.url);
const built = new URL('dist/run.js', app).href;

await (isBuilt(app) ? import(built) : import('./run.ts'));
