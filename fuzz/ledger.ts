// `npm run fuzz -- ledger 20s [--seed N] [--only note]`: notes, checkpoints, keys, entries, proofs.
import { hunt } from './parts/hunt.ts';

await hunt('ledger', process.argv.slice(2));
