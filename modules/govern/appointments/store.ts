// What other practices ask of appointments: who answers for an activity, here and now or then; how people are reached.
export { accountableFor, listActivities as listAccountable, roleHolder, roleHolders } from './store.responsible.ts';
export { readPeople, type Reached } from './store.people.ts';
