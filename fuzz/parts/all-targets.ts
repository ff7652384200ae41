// All targets by the word `npm run fuzz -- WORD` takes.
import { firewallTargets } from './firewall-targets.ts';
import { ledgerTargets } from './ledger-targets.ts';
import type { Target } from './target.ts';
import { wireTargets } from './wire-targets.ts';
import { zoneTargets } from './zone-targets.ts';

export const allTargets: Record<string, () => Target[]> = {
  wire: wireTargets,
  ledger: ledgerTargets,
  zones: zoneTargets,
  firewalls: firewallTargets,
};
