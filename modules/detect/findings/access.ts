// Who may see findings and decide on them.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeFindings: Sentence = {
  id: 'findings.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its findings; with a role for a zone, those of that zone.',
};
export const decideFindings: Sentence = {
  id: 'findings.decide',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager decide what a finding means.',
};
export const ruleFindings: Sentence = {
  id: 'findings.rule',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager say how long a finding must stay away to count as fixed.',
};
export const raiseFindings: Sentence = {
  id: 'findings.raise',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product raises a finding when something is seen that nobody decided on, and closes it when that is no longer so.',
};
export const keepFindingFrames: Sentence = {
  id: 'findings.keep_frames',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product cuts the frames of a finding out of their capture and keeps them with it.',
};

/** The permit of the job that keeps frames, for one site. */
export const permitKeepingFrames = (site_id: string): Permit => mintForProcess('frames', keepFindingFrames, site_id);
