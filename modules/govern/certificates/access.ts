// Who may see and change how people and machines reach this server.
import { mintForProcess, type Permit, type Sentence } from '@holdfast/platform/permit';

export const seeCertificates: Sentence = {
  id: 'certificates.see',
  who: ['owner'],
  at: 'organisation',
  changes: false,
  says: 'The owner sees which certificates the server and its machines have, and until when.',
};
export const keepCertificates: Sentence = {
  id: 'certificates.keep',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner brings, renews and revokes certificates, and lets a new authority take over.',
};
export const renewByItself: Sentence = {
  id: 'certificates.renew',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Holdfast makes its first certificates and renews them before they end.',
};

/** The permit of what nobody asks for: the first certificates and renewals. */
export const permitRenewal = (): Permit => mintForProcess('certificates', renewByItself, null);
