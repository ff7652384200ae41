// The demo plant's documents: what is in force and read by some, what is begun, and what is still missing; written, approved and read by different people.
import type { Approval } from '@holdfast/approvals/schema';
import type { DocumentDetail, DocumentRow, Draft } from '@holdfast/documents/schema';
import type { AudienceRole, DocType } from '@holdfast/documents/rules.types';
import type { Session } from './demo-session.ts';

type Page<T> = { rows: T[]; total: number };
type Crew = { site: string; ciso: Session; ot_lead: Session; plant_manager: Session; technician: Session };
type Wanted = {
  doc_type: DocType;
  name: string;
  audience: readonly AudienceRole[];
  readers: readonly Session[];
  reason: string;
  approval: string;
};

/** A policy, an incident response plan and a note on changes in force; the recovery plan is begun; the rest is missing, as in any plant half way. */
export async function writeDocuments(crew: Crew): Promise<void> {
  const { site, ciso, ot_lead, plant_manager, technician } = crew;
  const known = (await ot_lead.get<Page<DocumentRow>>(`${site}/documents`)).rows;
  const isThere = (doc_type: DocType): boolean =>
    known.some((it) => it.doc_type === doc_type && (it.number !== null || it.state === 'draft'));
  const wanted: readonly (Wanted & { by: Session; second: Session })[] = [
    {
      doc_type: 'ot_security_policy',
      name: 'OT security policy',
      by: ciso,
      second: plant_manager,
      audience: ['plant_manager', 'ot_lead', 'technician'],
      readers: [plant_manager, ot_lead, technician],
      reason: 'The template, made true for Lindenau with production and maintenance.',
      approval: 'Read with the shift leads; it says what we do.',
    },
    {
      doc_type: 'incident_response',
      name: 'Incident response plan',
      by: ot_lead,
      second: plant_manager,
      audience: ['plant_manager', 'ot_lead', 'technician'],
      readers: [ot_lead, plant_manager],
      reason: 'First version, tried in the tabletop exercise.',
      approval: 'The call chain is right, I tried it.',
    },
    {
      doc_type: 'note_change',
      name: 'OT note on changes',
      by: ot_lead,
      second: plant_manager,
      audience: ['ot_lead', 'technician'],
      readers: [],
      reason: 'Who may change what on the lines, and where it is logged.',
      approval: 'Agreed with maintenance.',
    },
  ];
  for (const it of wanted) if (!isThere(it.doc_type)) await putInForce(site, it);
  if (!isThere('disaster_recovery'))
    await begin(site, ot_lead, { doc_type: 'disaster_recovery', name: 'Disaster recovery plan', audience: ['ot_lead'] });
}

const begin = (
  site: string,
  by: Session,
  { doc_type, name, audience }: Pick<Wanted, 'doc_type' | 'name' | 'audience'>,
): Promise<DocumentDetail> =>
  by.send('POST', `${site}/documents`, {
    doc_type,
    name,
    reach: 'site',
    main_language: 'en',
    owner_kind: 'ciso',
    owner_id: null,
    review_months: 12,
    acknowledge_days: 365,
    audience_roles: audience,
    audience_ids: [],
  });

async function putInForce(
  site: string,
  { by, second, readers, reason, approval, ...document }: Wanted & { by: Session; second: Session },
): Promise<void> {
  const { id } = await begin(site, by, document);
  const { texts } = await by.get<Draft>(`${site}/documents/${id}/draft`);
  await by.send('POST', `${site}/documents/${id}/versions`, { texts, base_number: null, changes_meaning: true, reason });
  const waiting = (await second.get<Page<Approval>>(`${site}/approvals?state=waiting`)).rows;
  const asked = waiting.find((it) => it.subject_id === id)!;
  await second.send('POST', `${site}/approvals/${asked.id}/decision`, { decision: 'approved', reason: approval });
  for (const reader of readers) await reader.send('POST', `${site}/documents/${id}/acknowledgement`, { number: 1, language: 'en' });
}
