// Role models to choose from: which seats each plant must fill. The three per production area are in all of them.
import type { Place, RoleId } from './schema.roles.data.ts';

export type PresetId = 'minimum' | 'security_officer' | 'group';
export type RequiredSeat = { readonly role: RoleId; readonly place: Place };

const area: readonly RequiredSeat[] = [
  { role: 'asset_owner', place: 'area' },
  { role: 'process_owner', place: 'area' },
  { role: 'incident_coordinator', place: 'area' },
];
const plant: readonly RequiredSeat[] = [{ role: 'plant_manager', place: 'site' }];
const officer: readonly RequiredSeat[] = [
  { role: 'board', place: 'organisation' },
  { role: 'ciso', place: 'organisation' },
  ...plant,
  { role: 'ot_security_officer', place: 'site' },
  { role: 'site_ot_lead', place: 'site' },
];

/** Seats of each role model; a seat at `area` is one for every production area. */
export const presets: Readonly<Record<PresetId, readonly RequiredSeat[]>> = {
  minimum: [...plant, ...area],
  security_officer: [...officer, ...area],
  group: [
    ...officer,
    { role: 'global_ot_team', place: 'organisation' },
    { role: 'ot_lead', place: 'organisation' },
    { role: 'it_lead', place: 'organisation' },
    { role: 'communications', place: 'organisation' },
    { role: 'safety_responsible', place: 'site' },
    { role: 'maintenance_lead', place: 'site' },
    ...area,
  ],
};
export const presetIds = Object.keys(presets) as PresetId[];
