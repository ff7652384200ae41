// The door of core/zones: proposes zones and conduits, holds flows against allow-lists, learns lists from judged flows.
export * from './words.ts';
export { proposeZones } from './propose-zones.ts';
export { conduitsOf, segmentationCoverage } from './conduits.ts';
export type { Coverage } from './conduits.ts';
export { checkFlow, checkFlows } from './check-flows.ts';
export { learnRules } from './learn-rules.ts';
export { explainRule } from './explain-rule.ts';
export type { RuleCode, RuleExplanation, RuleNote } from './explain-rule.ts';
export { networkHas, parseAddress, parseNetwork, scopeOf } from './address.ts';
export type { Address, Scope } from './address.ts';
