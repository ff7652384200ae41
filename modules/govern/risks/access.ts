// Who reads the risk register, who keeps it, and who accepts a risk for the management body.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeRisks: Sentence = {
  id: 'risks.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site reads its risk register.',
};
export const keepRisks: Sentence = {
  id: 'risks.keep',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead put risks into the register, rate them, name owners and close them.',
};
export const acceptRisks: Sentence = {
  id: 'risks.accept',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner or the CISO accepts a risk for the management body, in person and for a time; nobody accepts what they noted or own themselves.',
};
const followRisks: Sentence = {
  id: 'risks.follow',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast ends an acceptance on its day, rates a risk of not complying by the evidence, and closes it with its gap.',
};

export const permitFollowing = (site_id: string): Permit => mintForProcess('risks', followRisks, site_id);
