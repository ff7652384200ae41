// Who says who keeps watch over the ledgers from outside, and who sees it.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeAnchors: Sentence = {
  id: 'anchors.see',
  who: ['owner', 'ciso', 'auditor'],
  at: 'organisation',
  changes: false,
  says: 'The owner, the CISO and the auditor see which witnesses, time stamps and copies protect the ledgers.',
};
export const readAnchors: Sentence = {
  id: 'anchors.read',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site sees who outside has seen its ledger, and checks a fingerprint from minutes.',
};
export const keepAnchors: Sentence = {
  id: 'anchors.keep',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner and the CISO decide, in person, which witnesses, time stamps and copies protect the ledgers.',
  in_person: true,
};
export const alarmAboutAnchors: Sentence = {
  id: 'anchors.alarm',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast itself notes when a witness saw another history, when none cosigned for a day, and when a clock outside disagrees.',
};

/** The permit of the alarm: a site's log, or the organisation's. */
export const permitAnchorAlarm = (site_id: string | null): Permit => mintForProcess('anchors', alarmAboutAnchors, site_id);
