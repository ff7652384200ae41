// `npm run fuzz -- firewalls 20s [--seed N] [--only firewall-cisco-asa]`: configurations that firewalls export.
import { hunt } from './parts/hunt.ts';

await hunt('firewalls', process.argv.slice(2));
