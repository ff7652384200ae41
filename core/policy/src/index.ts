// The door of core/policy: what a server orders its enforcers, signed; how an enforcer judges it, and what it then holds.
export * from './words.ts';
export {
  CONFIRMATION_TYPE,
  fingerprintOfKey,
  hashList,
  hashText,
  MAX_POLICY_BYTES,
  MAX_RULESET_BYTES,
  openConfirmation,
  type Opened,
  openPolicy,
  POLICY_TYPE,
  readKeys,
  type Refusal,
  sealConfirmation,
  sealPolicy,
  type Trust,
} from './policy.ts';
export { effectiveModes, effectiveView, findConduit, isOwnView, keepLocal } from './effective.ts';
export { inspectRuleset, OWN_TABLE, ownFamilies } from './inspect-ruleset.ts';
export { hashKernel, readCounters } from './kernel.ts';
