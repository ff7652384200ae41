// Who may see the boundary between office and plant, say that they looked at it, and record what protects it.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

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
