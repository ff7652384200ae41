// Who makes tokens, and who decides where ledger entries are told to.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeTokens: Sentence = {
  id: 'tokens.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone sees their own API tokens, the owner those of all; nobody the secret again.',
};
export const keepTokens: Sentence = {
  id: 'tokens.keep',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Everyone who holds a role makes and ends API tokens in their own name, in person; the owner ends any.',
  in_person: true,
};
export const seeIntegrations: Sentence = {
  id: 'integrations.see',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: false,
  says: 'The owner and the CISO see where entries of the ledger are told to, and what did not arrive.',
};
export const keepIntegrations: Sentence = {
  id: 'integrations.keep',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner decides, in person, where entries of the ledger are told to.',
  in_person: true,
};
