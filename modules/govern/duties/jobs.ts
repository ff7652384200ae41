// When a role's duties say something else: what was read before proves nothing any more, and who read it is asked to read again.
import { tell } from '@holdfast/notices/store';
import { factsUntil } from '@holdfast/platform/facts';
import { tellList } from '@holdfast/platform/large-fact';
import type { Context } from '@holdfast/platform/route';
import { permitRenewal } from './access.ts';
import { renewedKind, versionOf } from './rules.ts';
import { dutyRole, type DutyRoleName } from './schema.ts';
import { organisationId, readersBefore } from './store.ts';

type Parts = Pick<Context, 'db' | 'observe'>;

/** Notes each role's new version once, with who read an earlier one. `versions`: of the readings, those of this release unless given. Returns how many persons are asked again. */
export async function renewReadings(parts: Parts, now: Date, versions: (role: DutyRoleName) => number = versionOf): Promise<number> {
  const told = await factsUntil(parts.db, { site_id: null, kinds: [renewedKind], until: now });
  let asked = 0;
  for (const role of dutyRole.options) {
    const version = versions(role);
    if (told.some(({ data }) => data['role'] === role && Number(data['version']) >= version)) continue;
    const person_ids = await readersBefore(parts.db, role, version);
    if (person_ids.length > 0) asked += await renewOne(parts, { role, version, person_ids });
  }
  return asked;
}

type Renewed = { role: DutyRoleName; version: number; person_ids: string[] };

function renewOne({ observe }: Parts, { role, version, person_ids }: Renewed): Promise<number> {
  return observe(permitRenewal(), { site: null, kind: renewedKind }, async (tx) => {
    await tell(tx, { kind: 'duty_to_read_again', site_id: null, opens: '/duties', params: { role }, to: { person_ids } });
    const { facts, personal } = tellList('person_ids', person_ids);
    const subject = { type: 'organisation', id: await organisationId(tx) };
    return { subject, facts: { role, version, ...facts }, personal, result: person_ids.length };
  });
}
