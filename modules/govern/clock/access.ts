// Who may see and name the time servers. Whether the clock is right, everybody signed in may know.
import { mintForProcess, type Permit, type Sentence } from '@holdfast/platform/permit';

export const seeTimeServers: Sentence = {
  id: 'clock.see',
  who: ['owner', 'ciso', 'auditor'],
  at: 'organisation',
  changes: false,
  says: 'The owner, the CISO and the auditor see which time servers the clock is compared with.',
};
export const keepTimeServers: Sentence = {
  id: 'clock.keep',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner and the CISO say which time servers the clock is compared with.',
};
const judgeByItself: Sentence = {
  id: 'clock.judge',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Holdfast compares its clock with the time servers every five minutes.',
};

/** The permit of the comparison nobody asks for. */
export const permitJudgement = (): Permit => mintForProcess('clock', judgeByItself, null);
