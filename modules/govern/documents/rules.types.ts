// What documents a plant keeps: each kind, whether it must be there, and what each asks of its text. Titles and explanations stand in the words files.
import { type RoleName, roleNames } from '@holdfast/platform/permit';
import type { RoleId } from '@holdfast/core-law';

/** `required`: missing until it is in force. `note`: says for one process of the ISMS who does what in OT, how, and where it is logged. */
type Kind = { readonly required: boolean; readonly note: boolean; readonly review_months: number; readonly shared: boolean };

export const docTypes = {
  ot_security_policy: { required: true, note: false, review_months: 12, shared: true },
  incident_response: { required: true, note: false, review_months: 12, shared: false },
  disaster_recovery: { required: true, note: false, review_months: 12, shared: false },
  business_continuity: { required: true, note: false, review_months: 12, shared: false },
  cryptography: { required: true, note: false, review_months: 12, shared: true },
  naming_standard: { required: true, note: false, review_months: 24, shared: true },
  note_access: { required: true, note: true, review_months: 12, shared: false },
  note_change: { required: true, note: true, review_months: 12, shared: false },
  note_patch: { required: true, note: true, review_months: 12, shared: false },
  note_incident: { required: true, note: true, review_months: 12, shared: false },
  note_supplier: { required: true, note: true, review_months: 12, shared: false },
  other: { required: false, note: false, review_months: 12, shared: false },
} as const satisfies Readonly<Record<string, Kind>>;

export type DocType = keyof typeof docTypes;
export const docTypeIds = Object.keys(docTypes) as [DocType, ...DocType[]];

/** Sections an OT note cannot do without: who does it, how, and where it is logged. */
export const noteSections = ['who', 'how', 'logged'] as const;

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Functions in the plant that may be asked to read, beside the roles of access. Of those both lists name, a holder of either is meant. */
const functions = [
  'board',
  'ot_security_officer',
  'site_ot_lead',
  'asset_owner',
  'process_owner',
  'incident_coordinator',
  'safety_responsible',
  'it_lead',
  'shift_lead',
  'maintenance_lead',
  'works_council',
  'communications',
] as const satisfies readonly RoleId[];
export type AudienceRole = RoleName | (typeof functions)[number];
export const audienceRoles = [...new Set<AudienceRole>([...roleNames, ...functions])] as [AudienceRole, ...AudienceRole[]];
