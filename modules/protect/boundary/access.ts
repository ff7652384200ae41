// Who may see the boundary between office and plant, say that they looked at it, record what protects it, and keep the register of remote access.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeBoundary: Sentence = {
  id: 'boundary.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site may see its boundary to the office and the internet.',
};
export const lookAtBoundary: Sentence = {
  id: 'boundary.look',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The OT lead, the plant manager and the CISO validate the boundary and record what protects it from attacks on the network.',
};
export const registerRemote: Sentence = {
  id: 'boundary.register',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The OT lead, the plant manager and the CISO keep the register of remote access and name who answers for what leaves the plant.',
};
const keepRegister: Sentence = {
  id: 'boundary.keep_register',
  who: [],
  at: 'site',
  changes: true,
  says: 'The clock asks for a decision on ways of remote access whose review day is over.',
};

/** The clock, escalating entries of the register. */
export const permitKeeping = (site_id: string): Permit => mintForProcess('boundary', keepRegister, site_id);
