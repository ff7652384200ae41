// Who may set up the mail server. One's own notices need no sentence: they are one's own.
import type { Sentence } from '@holdfast/platform/permit';

export const seeMail: Sentence = {
  id: 'mail.see',
  who: ['owner'],
  at: 'organisation',
  changes: false,
  says: 'The owner sees which mail server is set and whether it works.',
};
export const keepMail: Sentence = {
  id: 'mail.keep',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner says through which mail server Holdfast writes, and tries it.',
};
