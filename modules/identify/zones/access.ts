// Who may see, confirm and change zones.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeZones: Sentence = {
  id: 'zones.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see the map of its zones.',
};
export const keepZones: Sentence = {
  id: 'zones.keep',
  who: ['owner', 'ot_lead'],
  at: 'zone',
  changes: true,
  says: 'The OT lead has custody of the zones: confirms, names and draws them.',
};
export const proposeZonesFromTraffic: Sentence = {
  id: 'zones.propose',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The product proposes zones from what it saw, when a capture was read or the OT lead asks; what a person confirmed stays.',
};

/** The deriving process's permit for one site: zones, conduits, verdicts and findings follow from what was seen and decided. */
export const permitDeriving = (site_id: string): Permit => mintForProcess('refresh', proposeZonesFromTraffic, site_id);
