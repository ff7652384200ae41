// The demo plant's company before the law: what it answered, the class its owner signed, where it is registered, one change that was told.
import type { EntityDetail, EntityRow } from '@holdfast/scope/schema';
import type { Session } from './demo-session.ts';

/** A bottler with 320 people: Annex II, so important, however large. A load that was cut off goes on where it stopped. */
export async function answerForCompany(owner: Session, site: string): Promise<void> {
  const base = '/legal-entities';
  const { rows } = await owner.get<{ rows: EntityRow[] }>(base);
  const place = { name: 'Lindenau', country: 'DE', site_id: site.split('/').at(-1)! };
  const body = { name: 'Lindenau Getränke GmbH', country: 'DE', establishments: [place] };
  const id = rows[0]?.id ?? (await owner.send<{ id: string }>('POST', base, body)).id;
  const entity = await owner.get<EntityDetail>(`${base}/${id}`);
  if (entity.notices.length > 0) return;
  // The duties of the country are asked of its sites.
  await owner.send('PATCH', site, { country: 'DE' });
  const answers = {
    active_in_union: true,
    activities: [{ type_id: 'II.4.1', share: 'principal' }],
    periods: [
      { year: 2025, headcount: 318, turnover_eur: 84_000_000, balance_sheet_eur: 51_000_000 },
      { year: 2024, headcount: 311, turnover_eur: 79_000_000, balance_sheet_eur: 48_000_000 },
    ],
  };
  if (entity.decisions.length === 0) {
    const { version } = await owner.send<{ version: number }>('PUT', `${base}/${id}/answers`, { answers, version: entity.version });
    const reason = 'Annual accounts of 2025 and 2024, read with our tax adviser. No power plant, no state decision.';
    await owner.send('POST', `${base}/${id}/decisions`, { in_scope_from: '2025-12-06', reason, version });
  }
  await owner.send('PUT', `${base}/${id}/registrations/DE`, { authority: 'BSI', number: 'NIS2-DE-004711', registered_on: '2026-02-20' });
  const changed = await owner.send<{ id: string }>('POST', `${base}/${id}/changes`, {
    country: 'DE',
    what: ['ip_ranges'],
    changed_on: '2026-09-01',
  });
  await owner.send('POST', `${base}/${id}/changes/${changed.id}/notice`, { told_on: '2026-09-08', reference: 'Portal 2026-0908' });
}
