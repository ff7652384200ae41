// Who may see, word and decide on assets.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

export const seeAssets: Sentence = {
  id: 'assets.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its assets; with a role for a zone, those of that zone.',
};
export const wordAssets: Sentence = {
  id: 'assets.word',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager say what an asset is, who owns it and how critical it is, in their zones.',
};
export const handleAssetsSentence: Sentence = {
  id: 'assets.handle',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager put devices into service, move, retire and wipe them, in their zones.',
};
export const decideSightings: Sentence = {
  id: 'assets.decide',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead or the plant manager decides whether a newly seen device belongs in the inventory.',
};
