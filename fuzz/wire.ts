// `npm run fuzz -- wire 60s [--seed N] [--only unit-modbus]`: captures and every dissector.
import { hunt } from './parts/hunt.ts';

await hunt('wire', process.argv.slice(2));
