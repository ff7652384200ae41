// What the demo plant did lately: a review with minutes, a tabletop, rounds of checks, duties read and trained, targets signed, money asked for. All over the ordinary routes.
import type { ActivityRow } from '@holdfast/cadence/schema';
import type { Duties, DutyRoleName } from '@holdfast/duties/schema';
import type { Investment, BoardTarget } from '@holdfast/meetings/schema.money';
import type { Meeting, MeetingDetail } from '@holdfast/meetings/schema';
import type { Session } from './demo-session.ts';

type WayUpTest = { id: string; ended_at: string | null; calls: { position: number; outcome: string }[] };
type Page<T> = { rows: T[]; total: number };
export type PracticeCrew = { site: string; owner: Session; ciso: Session; ot_lead: Session; plant_manager: Session; technician: Session };
type Ids = Record<'owner' | 'ciso' | 'ot_lead' | 'plant_manager' | 'technician', string>;

const at = (days: number, hour = 8): string => `${dayFrom(days)}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** First and last day of a month, counted from this one. */
function monthFrom(months: number): { period_from: string; period_until: string } {
  const now = new Date();
  const day = (month: number, of: number): string => new Date(Date.UTC(now.getUTCFullYear(), month, of)).toISOString().slice(0, 10);
  return { period_from: day(now.getUTCMonth() + months, 1), period_until: day(now.getUTCMonth() + months + 1, 0) };
}

/** Each part once; a load that was cut off goes on where it stopped. */
export async function workQuarter(crew: PracticeCrew): Promise<void> {
  const idOf = async (session: Session): Promise<string> => (await session.get<{ person: { id: string } }>('/me')).person.id;
  const { owner, ciso, ot_lead, plant_manager, technician } = crew;
  const ids: Ids = {
    owner: await idOf(owner),
    ciso: await idOf(ciso),
    ot_lead: await idOf(ot_lead),
    plant_manager: await idOf(plant_manager),
    technician: await idOf(technician),
  };
  await recordRounds(crew);
  await callWayUp(crew);
  await readDuties(crew, ids);
  await listEssentials(crew, ids);
  await setTargets(crew);
  await keepRisks(crew, ids);
  await askForMoney(crew);
  await holdReview(crew, ids);
}

const rounds: readonly { of: string; days: number; result: ActivityRow['last_result']; remark: string }[] = [
  {
    of: 'exercise',
    days: -18,
    result: 'with_findings',
    remark: 'Tabletop: SCADA and the fillers lost for a morning. Three points, two closed: radios charged, call list beside the door.',
  },
  { of: 'asset_inventory_review', days: -6, result: 'with_findings', remark: 'Two labels missing in Utilities, put on the same day.' },
  { of: 'zone_review', days: -5, result: 'as_planned', remark: 'Zones still fit how we run the lines.' },
  { of: 'change_review', days: -11, result: 'as_planned', remark: 'Four changes, all with a work order.' },
  { of: 'vulnerability_review', days: -11, result: 'with_findings', remark: 'Historian is two versions behind; waits for the shutdown.' },
];

/** What was checked on which day; conduit rules, rights and restores are still open. */
async function recordRounds({ site, ot_lead }: PracticeCrew): Promise<void> {
  const { rows } = await ot_lead.get<Page<ActivityRow>>(`${site}/activities?limit=500`);
  for (const { of, days, result, remark } of rounds) {
    const activity = rows.find((it) => it.of === of && it.level === 'site');
    if (activity === undefined || activity.last_run_at !== null) continue;
    await ot_lead.send('POST', `${site}/activities/${activity.id}/runs`, { at: at(days, 9), result, remark });
  }
}

/** A call along the way up, in which everybody answered. */
async function callWayUp({ site, ot_lead }: PracticeCrew): Promise<void> {
  const { last_test } = await ot_lead.get<{ last_test: WayUpTest | null }>(`${site}/coordination`);
  if (last_test !== null && last_test.ended_at !== null) return;
  const test = last_test ?? (await ot_lead.send<WayUpTest>('POST', `${site}/escalation/tests`, {}));
  for (const { position, outcome } of test.calls)
    if (outcome === 'open') await ot_lead.send('POST', `${site}/escalation/tests/${test.id}/calls`, { position, outcome: 'reached' });
}

/** Most have read what is theirs; the plant manager has not yet. */
async function readDuties({ owner, ciso, ot_lead, technician }: PracticeCrew, ids: Ids): Promise<void> {
  const known = await owner.get<Duties>('/duties');
  if (known.trainings.length > 0) return;
  const read = (by: Session, role: DutyRoleName) => {
    const version = known.roles.find((it) => it.role === role)!.version;
    return by.send('POST', `/duties/${role}/acknowledgement`, { version, language: 'en' });
  };
  await read(owner, 'board');
  await read(ciso, 'ciso');
  await read(ot_lead, 'ot_lead');
  await read(technician, 'incident_coordinator');
  const train = (person_id: string, role: DutyRoleName, title: string, hours: number, days: number) =>
    owner.send('POST', '/duties/trainings', {
      person_id,
      role,
      title,
      provider: 'Chamber of commerce, Halle',
      hours,
      held_on: dayFrom(days),
      valid_until: dayFrom(days + 365),
    });
  await train(ids.technician, 'technician', 'OT security on the shop floor', 4, -40);
  await train(ids.owner, 'board', 'Duties of the management body under NIS2', 4, -62);
}

/** What it would take long to put together again, with a name each; essential devices are listed by themselves. */
async function listEssentials({ site, ot_lead }: PracticeCrew, ids: Ids): Promise<void> {
  const { rows } = await ot_lead.get<Page<{ item_id: string | null }>>(`${site}/essentials?limit=500`);
  if (rows.some((it) => it.item_id !== null)) return;
  const add = (name: string, owner_id: string, impact: string) =>
    ot_lead.send('POST', `${site}/essentials`, { list: 'information', name, owner_id, impact });
  await add('Recipes and line parameters', ids.ot_lead, 'Half a year to put together again.');
  await add('Batch records of the last two years', ids.plant_manager, 'Without them nothing leaves the gate.');
}

/** What the board wants held: put before it by the CISO, signed by the owner. */
async function setTargets({ owner, ciso }: PracticeCrew): Promise<void> {
  const { rows } = await ciso.get<{ rows: BoardTarget[] }>('/board-targets');
  const version =
    rows[0]?.version ??
    (
      await ciso.send<{ version: number }>('POST', '/board-targets', {
        appetite: 'cautious',
        statement: 'A line may stand for a shift, the whole plant for no more than four hours. People come before bottles.',
        targets: { restore_control_minutes: 240, zones_reviewed_percent: 100, conduits_approved_percent: 90, exercises_per_year: 1 },
      })
    ).version;
  if ((rows[0]?.signed_at ?? null) === null) await owner.send('POST', `/board-targets/${version}/signature`, {});
}

/** One risk from operation, accepted by the owner for a quarter; two of not complying, put in by one click. */
async function keepRisks({ site, owner, ot_lead }: PracticeCrew, ids: Ids): Promise<void> {
  if ((await ot_lead.get<Page<unknown>>(`${site}/risks`)).total > 0) return;
  const { id } = await ot_lead.send<{ id: string }>('POST', `${site}/risks`, {
    title: 'The controller of filler 2 fails and nobody has its program',
    consequence: 'Line 2 stands for two to three days. The dealer has to be paid for half a week.',
    rating: 'high',
    treatment: 'reduce',
    owner_id: ids.plant_manager,
    review_on: dayFrom(80),
  });
  await owner.send('POST', `${site}/risks/${id}/acceptance`, {
    residual: 'medium',
    until_on: dayFrom(90),
    reason: 'Until the backups of the controllers run. The dealer keeps a spare.',
    version: 1,
  });
  for (const gap of ['minimum:9', 'minimum:5']) await ot_lead.send('POST', `${site}/gaps/${gap}/risk`, {});
}

/** One purchase the owner has set money aside for, one that waits. */
async function askForMoney({ site, owner, ot_lead }: PracticeCrew): Promise<void> {
  if ((await ot_lead.get<Page<Investment>>('/investments')).total > 0) return;
  const site_id = site.split('/').at(-1)!;
  const ask = (title: string, kind: string, cost_eur: number, reason: { type: string; id: string; title: string; opens: string }) =>
    ot_lead.send<{ id: string }>('POST', '/investments', {
      site_id,
      title,
      kind,
      cost_eur,
      budget_year: new Date().getUTCFullYear() + 1,
      reasons: [reason],
    });
  const activity = { type: 'activity', opens: 'calendar?view=activities' };
  const door = await ask('One door for vendors instead of four routers', 'bastion', 18_000, {
    ...activity,
    id: 'vendor_account_review',
    title: 'Review the vendors’ accounts',
  });
  await owner.send('POST', `/investments/${door.id}/decision`, {
    state: 'approved',
    is_earmarked: true,
    reason: 'Cheaper than one day of standstill.',
  });
  const [risk] = (await ot_lead.get<Page<{ id: string; title: { en: string } }>>(`${site}/risks?kind=operation`)).rows;
  if (risk !== undefined)
    await ask('Spare controllers for the fillers', 'other', 9_400, {
      type: 'risk',
      id: risk.id,
      title: risk.title.en,
      opens: `risks?open=${risk.id}`,
    });
}

/** Last month’s review: held, written, signed by all three; the next one is called. */
async function holdReview(crew: PracticeCrew, ids: Ids): Promise<void> {
  const { site, ot_lead, plant_manager, technician, ciso } = crew;
  const { rows } = await ot_lead.get<Page<Meeting>>(`${site}/meetings`);
  const call = (months: number, planned_at: string) =>
    ot_lead.send<{ id: string }>('POST', `${site}/meetings`, {
      kind: 'monthly_review',
      ...monthFrom(months),
      planned_at,
      members: [ids.ot_lead, ids.plant_manager, ids.technician],
      guests: [ids.ciso],
    });
  const known = rows.find((it) => it.kind === 'monthly_review' && it.period_from === monthFrom(-1).period_from);
  const id = known?.id ?? (await call(-1, at(-4))).id;
  const path = `${site}/meetings/${id}`;
  const state = known?.state ?? 'planned';
  if (state === 'planned') {
    const present = [ids.ot_lead, ids.plant_manager, ids.technician].map((person_id) => ({ person_id, presence: 'present' }));
    await ot_lead.send('POST', `${path}/held`, { held_at: at(-4), presence: [...present, { person_id: ids.ciso, presence: 'excused' }] });
  }
  if (state === 'planned' || state === 'held') {
    await ot_lead.send('PUT', `${path}/minutes`, minutesOf(ids));
    await ot_lead.send('POST', `${path}/fixing`, {});
  }
  const { minutes_sha256, attendees } = await ot_lead.get<MeetingDetail>(path);
  const signers: readonly [Session, string][] = [
    [ot_lead, ids.ot_lead],
    [plant_manager, ids.plant_manager],
    [technician, ids.technician],
  ];
  for (const [by, person_id] of signers)
    if (attendees.find((it) => it.person_id === person_id)?.signed_at === null)
      await by.send('POST', `${path}/signature`, { minutes_sha256 });
  if (rows.length < 2) await call(0, at(9));
  const quarter = { period_from: monthFrom(-2).period_from, period_until: monthFrom(0).period_until };
  const members = [ids.owner, ids.ciso, ids.plant_manager];
  if (!(await ciso.get<Page<Meeting>>(`${site}/meetings?kind=resilience_committee`)).total)
    await ciso.send('POST', '/meetings', { kind: 'resilience_committee', ...quarter, planned_at: at(16, 13), members });
}

const minutesOf = (ids: Ids) => ({
  minutes:
    'Findings of the month gone through line by line. The service laptop on Monday was nobody’s; vendors sign in at the gate from now on.',
  fixed_items: {
    tabletop: 'Three points, two closed. The third: who stops filling line 1 when nobody answers.',
    runbooks: 'Call list beside the door of the control room is new.',
    investment: 'One door for vendors: asked for, money is set aside.',
  },
  decisions: [
    { text: 'Vendors bring no laptop of their own to the line without a work order.', outcome: 'accepted' },
    { text: 'Write down who may stop filling line 1 at night.', outcome: 'accepted' },
  ],
  actions: [
    { title: 'Name the process owner of Packaging', owner_id: ids.plant_manager, due_on: dayFrom(10) },
    { title: 'Test a restore of the filler controller', owner_id: ids.ot_lead, due_on: dayFrom(24) },
  ],
});
