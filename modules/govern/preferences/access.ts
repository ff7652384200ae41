// Who may keep views of lists, for oneself and for everybody at the site.
import { isAllowed, mint, type Permit, type Principal, roleNames, type Sentence } from '@holdfast/platform/permit';

export const ownPreferences: Sentence = {
  id: 'preferences.own',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site keeps their own views and columns of its lists; nobody else sees them.',
};
export const shareViews: Sentence = {
  id: 'preferences.share',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'Those who answer for the site share views of its lists with everybody there; each sharing stands in the ledger.',
};

/** The permit to change what everybody sees; throws forbidden. */
export const permitSharing = (principal: Principal, site_id: string): Permit => mint(principal, shareViews, site_id);
export const mayShare = (principal: Principal, site_id: string): boolean => isAllowed(principal, shareViews, site_id);
