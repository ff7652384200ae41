// The door of core/law: law and standards as data in our own words, each fact with citation, date and mark, and small functions over it.
export * from './words.ts';
export type { Activity, Requirement } from './requirement.ts';
export type { EvidenceBinding, Fact, Mark, Population, PopulationId } from './evidence.ts';
export { activities } from './activities.data.ts';
export type { ActivityId } from './activities.data.ts';
export { artefactTypes } from './artefacts.data.ts';
export type { ArtefactTypeId } from './artefacts.data.ts';
export { requirements, requirementsOn } from './requirements.ts';
export { boosterItems, minimumItems, roadmapStages } from './minimum.data.ts';
export type { BoosterItem, ExitCondition, MinimumItem, RoadmapStage } from './minimum.data.ts';
export { control, controls } from './controls.ts';
export { ends, endsSite, idsIn, joins, leaves, proves, provesSite, says, speaksOf, subjectsOf, wholeSite } from './marks.ts';
