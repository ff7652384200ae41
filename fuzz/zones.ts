// `npm run fuzz -- zones 20s [--seed N] [--only zone-learn]`: rules, flows and recorded rows.
import { hunt } from './parts/hunt.ts';

await hunt('zones', process.argv.slice(2));
