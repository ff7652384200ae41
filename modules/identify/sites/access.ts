// Who may see and change sites and areas.
import { everyRole, mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeSites: Sentence = {
  id: 'sites.see',
  who: everyRole,
  at: 'any',
  changes: false,
  says: 'Everyone who holds a role may see the list of sites.',
};
export const keepSites: Sentence = {
  id: 'sites.keep',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner adds and renames sites.',
};
export const seeAreas: Sentence = {
  id: 'areas.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its areas.',
};
export const keepAreas: Sentence = {
  id: 'areas.keep',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager name the production areas and their asset owners.',
};

export const openSites: Sentence = {
  id: 'sites.open',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product opens the log of a site that was added, so that it stands in its own ledger from the first moment.',
};

/** The permit to open a site's own log. */
export const permitOpening = (site_id: string): Permit => mintForProcess('sites', openSites, site_id);
