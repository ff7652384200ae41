// The agenda of a meeting, drawn from the ledger's entries of its period, what is overdue and missed, and what is still open from before.
import { listActivities, listPlaces } from '@holdfast/cadence/store';
import { countFacts } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { agendaKinds, type LedgerSection, sectionOf } from './rules.ts';
import type { Agenda, AgendaLine, FixedItem, Meeting } from './schema.ts';
import { listActions } from './store.ts';
import { listInvestments } from './store.money.ts';
import { listActionsThen } from './store.then.ts';

const none: AgendaLine = { kind: null, title: null, count: null, latest_at: null, opens: null, state: null };
const same = (text: string) => ({ en: text, de: text });

export type Drawn = { agenda: Agenda; offers: Partial<Record<FixedItem, { en: string; de: string }>> };

type Asked = Pick<Meeting, 'id' | 'site_id' | 'period_from' | 'period_until'>;

/** Draws it anew: of a site's meeting the site's entries, of the organisation's those of all sites too. `as_of`: as it would have been drawn then. */
export async function drawAgenda(db: Database, it: Asked, now: Date, as_of: Date | null = null): Promise<Drawn> {
  const places = await listPlaces(db);
  const sites = it.site_id === null ? places.map((one) => one.site_id) : [it.site_id];
  const since = new Date(`${it.period_from}T00:00:00Z`);
  const period_end = new Date(Date.parse(`${it.period_until}T00:00:00Z`) + 86_400_000);
  const until = as_of !== null && as_of < period_end ? as_of : period_end;
  const counts = await countFacts(db, { site_ids: [...sites, null], since, until });
  const told = (Object.keys(agendaKinds) as LedgerSection[]).map((section) => {
    const mine = counts.filter(({ kind }) => sectionOf(kind) === section);
    const lines = mine.map(({ kind, count, latest_at }): AgendaLine => {
      const opens = `ledger?kind=${kind}&since=${encodeURIComponent(since.toISOString())}`;
      return { ...none, kind, count, latest_at: latest_at.toISOString(), opens };
    });
    return { section, total: mine.reduce((sum, { count }) => sum + count, 0), lines };
  });
  const due = await dueLines(db, sites, it, { now, as_of });
  // What was proposed to be bought on a past day is not told: its section is left out.
  const investments = (as_of === null ? await listInvestments(db, null) : []).filter(
    (one) => one.state === 'proposed' || one.state === 'approved',
  );
  const wanted = investments.map((one): AgendaLine => ({ ...none, title: same(one.title), state: one.state, opens: 'investments' }));
  const buying: Agenda = as_of === null ? [{ section: 'investments', total: wanted.length, lines: wanted.slice(0, 20) }] : [];
  const agenda: Agenda = [...told, ...due.sections, ...buying];
  const next = investments[0];
  return { agenda, offers: { ...due.offers, ...(next === undefined ? {} : { investment: same(next.title) }) } };
}

async function dueLines(db: Database, sites: readonly string[], it: Asked, { now, as_of }: { now: Date; as_of: Date | null }) {
  const lines = { overdue: [] as AgendaLine[], missed: [] as AgendaLine[] };
  let tabletop: Drawn['offers'] = {};
  const seen = new Set<string>();
  for (const site_id of sites) {
    for (const row of await listActivities(db, site_id, now, as_of)) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      const opens = `activities/${row.id}`;
      const missed = row.missed.filter((day) => day >= it.period_from && day <= it.period_until);
      if (row.state === 'overdue' || row.state === 'no_date')
        lines.overdue.push({ ...none, title: row.title, state: row.state, latest_at: row.overdue_since, opens });
      if (missed.length > 0) lines.missed.push({ ...none, title: row.title, count: missed.length, state: missed.join(', '), opens });
      if (row.of === 'exercise' && row.last_run_at !== null) tabletop = { tabletop: offerOf(row.last_run_at, row.last_result) };
    }
  }
  const all = as_of === null ? await listActions(db, { site_id: it.site_id }, now) : await listActionsThen(db, it.site_id, as_of);
  const open = all.filter((one) => one.done_at === null && one.meeting_id !== it.id);
  const actions = open.map((one): AgendaLine => ({
    ...none,
    title: same(one.title),
    state: one.is_overdue ? 'overdue' : 'open',
    latest_at: `${one.due_on}T12:00:00.000Z`,
    opens: `meetings/${one.meeting_id}`,
  }));
  const sections = [
    { section: 'overdue' as const, total: lines.overdue.length, lines: lines.overdue.slice(0, 40) },
    { section: 'missed' as const, total: lines.missed.length, lines: lines.missed.slice(0, 40) },
    { section: 'actions' as const, total: actions.length, lines: actions.slice(0, 40) },
  ];
  return { sections, offers: tabletop };
}

const results = {
  as_planned: { en: 'as planned', de: 'wie geplant' },
  with_findings: { en: 'with findings', de: 'mit Feststellungen' },
  not_passed: { en: 'not passed', de: 'nicht bestanden' },
} as const;

function offerOf(at: string, result: keyof typeof results | null): { en: string; de: string } {
  const day = at.slice(0, 10);
  const said = result === null ? null : results[result];
  return {
    en: `Tabletop of ${day}${said === null ? '' : `: ${said.en}`}`,
    de: `Planspiel vom ${day}${said === null ? '' : `: ${said.de}`}`,
  };
}
