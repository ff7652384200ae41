// The door of core/projects: engineering project files as a source of the inventory.
export type { Place, Project, ProjectDevice, ProjectModule } from './project.ts';
export { type ProjectReading, readProject } from './read-project.ts';
export { defaultLimits, type Fault, type Limits } from './xml.ts';
