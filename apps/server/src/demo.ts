// The demo plant: a simulated plant's captures through the ordinary ingest, then a first day's decisions by demo people over the ordinary routes.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset } from '@holdfast/assets/schema';
import type { Capture } from '@holdfast/captures/schema';
import type { Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import { permitSetUp } from '@holdfast/people/access';
import { makeOwner } from '@holdfast/people/routes';
import type { Person } from '@holdfast/people/schema';
import { readOrganisation } from '@holdfast/people/store';
import { dayCapture, makePlant, mondayCapture, type PlantCapture, truthOf } from '@holdfast/plant';
import { auditDays } from '@holdfast/roles/rules';
import type { Area } from '@holdfast/sites/schema';
import { listSites } from '@holdfast/sites/store';
import type { Zone } from '@holdfast/zones/schema';
import { writeDocuments } from './demo-documents.ts';
import { nameDuties } from './demo-duties.ts';
import { planYear } from './demo-plans.ts';
import { tellFromMes } from './demo-messages.ts';
import { workQuarter } from './demo-practice.ts';
import { answerForCompany } from './demo-scope.ts';
import { type Door, firstPassword, type Session, signInAs, until } from './demo-session.ts';
import { peopleNeeds } from './needs.ts';
import type { Parts } from './parts.ts';

const team = {
  owner: { name: 'Ingrid Falk', email: 'owner@lindenau.example', role: 'owner' },
  ot_lead: { name: 'Jonas Weber', email: 'ot@lindenau.example', role: 'ot_lead' },
  ciso: { name: 'Katharina Roth', email: 'ciso@lindenau.example', role: 'ciso' },
  plant_manager: { name: 'Mara Lindner', email: 'plant@lindenau.example', role: 'plant_manager' },
  technician: { name: 'Timo Brandt', email: 'technician@lindenau.example', role: 'technician' },
  auditor: { name: 'Pavel Novak', email: 'auditor@lindenau.example', role: 'auditor' },
} as const;
const areas = ['Filling', 'Packaging', 'Utilities'] as const;

type Page<T> = { rows: T[]; total: number };
type Crew = { site: string; ot_lead: Session; plant_manager: Session };

/** The demo's one password for its people; made at random, kept in the data folder. */
function demoPassword(dataDir: string): string {
  const path = join(dataDir, 'secrets', 'demo.secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(9).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** How to sign in to the demo, in one phrase. */
export function demoSignIn(dataDir: string): string {
  return `sign in as ${team.ot_lead.email} (OT lead) or ${team.plant_manager.email} (plant manager), password ${demoPassword(dataDir)}`;
}

/** Loads what is missing of the demo; a load that was cut off goes on where it stopped. */
export async function loadDemo(parts: Parts, door: Door, dataDir: string): Promise<void> {
  const password = demoPassword(dataDir);
  const needs = peopleNeeds(parts);
  const context = { act: parts.context.act };
  const settings = {
    ...team.owner,
    password,
    language: 'en' as const,
    organisation_name: 'Lindenau Getränke',
    site_name: 'Lindenau',
    time_zone: 'Europe/Berlin',
  };
  if ((await readOrganisation(parts.context.db)) === null) await makeOwner(needs, context, settings, { demo: true, code: null });
  // A server killed in between has made the organisation and not yet its site.
  if ((await listSites(parts.context.db)).length === 0)
    await needs.addFirstSite(context, permitSetUp(), { name: settings.site_name, time_zone: settings.time_zone });
  const owner = await signInAs(door, team.owner.email, password);
  const site = `/sites/${(await owner.get<Page<{ id: string }>>('/sites')).rows[0]!.id}`;
  await hireTeam(owner, site, password);
  // Whoever has not chosen the one password yet does so here; the others just sign in.
  for (const { email } of [team.technician, team.auditor, team.ciso]) await signInAs(door, email, password);
  const crew: Crew = {
    site,
    ot_lead: await signInAs(door, team.ot_lead.email, password),
    plant_manager: await signInAs(door, team.plant_manager.email, password),
  };
  const plant = makePlant(1);
  if (await addCapture(crew, mondayCapture(plant), { only_look: true })) return;
  if (!(await addCapture(crew, dayCapture(plant), { only_look: true })))
    await refreshed(crew, () => addCapture(crew, dayCapture(plant), { only_look: false }));
  await decideFirstDay(crew);
  await answerForCompany(owner, site);
  const all = {
    ...crew,
    owner,
    ciso: await signInAs(door, team.ciso.email, password),
    technician: await signInAs(door, team.technician.email, password),
  };
  await nameDuties(all);
  await writeDocuments(all);
  await planYear(crew);
  await workQuarter(all);
  await tellFromMes(crew);
  await refreshed(crew, () => addCapture(crew, mondayCapture(plant), { only_look: false }));
}

async function hireTeam(owner: Session, site: string, password: string): Promise<void> {
  const known = (await owner.get<Page<Person>>('/people')).rows;
  const site_id = site.split('/').at(-1)!;
  for (const { name, email, role } of Object.values(team)) {
    const person =
      known.find((it) => it.email === email) ??
      (await owner.send<Person>('POST', '/people', { name, email, password: firstPassword(password), language: 'en' }));
    const expires_at = role === 'auditor' ? new Date(Date.now() + auditDays * 86_400_000).toISOString() : null;
    // Who owns the policies does so for every site.
    const where = role === 'ciso' ? { scope: 'organisation', site_id: null } : { scope: 'site', site_id };
    if (person.grants.length === 0) await owner.send('POST', '/grants', { person_id: person.id, role, ...where, expires_at });
  }
}

/** Uploads a capture unless one of its name was counted. Returns whether it is there. */
async function addCapture(crew: Crew, capture: PlantCapture, how: { only_look: boolean }): Promise<boolean> {
  const { rows } = await crew.ot_lead.get<Page<Capture>>(`${crew.site}/captures?search=${capture.name}`);
  if (rows.some((it) => it.state === 'done')) return true;
  if (how.only_look) return false;
  const added = await crew.ot_lead.upload<Capture>(`${crew.site}/captures?name=${capture.name}&size_bytes=0`, capture.chunks());
  const over = (it: Capture) => !['receiving', 'reading'].includes(it.state);
  const read = await until('reading a capture', 60, () => crew.ot_lead.get<Capture>(`${crew.site}/captures/${added.id}`), over);
  if (read.state !== 'done' && read.state !== 'duplicate') throw new Error(`demo: ${capture.name} ended as ${read.state}: ${read.fault}`);
  return true;
}

/** Does something and waits until what is derived from it was derived again. */
async function refreshed<T>(crew: Crew, work: () => Promise<T>): Promise<T> {
  const since = encodeURIComponent(new Date().toISOString());
  const done = await work();
  await until(
    'deriving',
    60,
    () => crew.ot_lead.get<Page<unknown>>(`${crew.site}/ledger/entries?kind=site.refreshed&since=${since}&limit=1`),
    (page) => page.total > 0,
  );
  return done;
}

/** What the plant's people decided on the ordinary day: inventory, zones, needed flows, most lists. */
async function decideFirstDay(crew: Crew): Promise<void> {
  const assets = (await crew.ot_lead.get<Page<Asset>>(`${crew.site}/assets?limit=2000`)).rows;
  const sighted = assets.filter((it) => it.standing === 'sighted').map((it) => it.id);
  if (sighted.length > 0) {
    await refreshed(crew, () =>
      crew.ot_lead.send('POST', `${crew.site}/assets/decisions`, {
        asset_ids: sighted,
        decision: 'accepted',
        reason: 'First inventory, walked through with the shift leads.',
      }),
    );
  }
  await wordAssets(crew, assets);
  await nameZones(crew);
  await refreshed(crew, () =>
    crew.ot_lead.send('POST', `${crew.site}/zones/confirmations`, { reason: 'Zones agreed with production and maintenance.' }),
  );
  await judgeNeeded(crew);
  await approveMost(crew);
}

/** The OT lead gives the proposed zones the names the plant uses, by their networks. */
async function nameZones(crew: Crew): Promise<void> {
  const byNetwork = Map.groupBy(design().zones, (it) => it.subnets.join());
  for (const zone of (await crew.ot_lead.get<Page<Zone>>(`${crew.site}/zones`)).rows) {
    const known = byNetwork.get(zone.subnets.join());
    if (zone.state === 'confirmed' || known === undefined) continue;
    const name = known.map((it) => it.name).join(' and ');
    await crew.ot_lead.send('PATCH', `${crew.site}/zones/${zone.id}`, { version: zone.version, name, purdue_level: known[0]!.level });
  }
}

/** What the plant's design says: its zones and the flows it needs. */
const design = () => truthOf(dayCapture(makePlant(1)));

/** Owner, criticality and area for the controllers and their screens; the rest is left open, as in any plant. */
async function wordAssets(crew: Crew, assets: readonly Asset[]): Promise<void> {
  const known = (await crew.ot_lead.get<Page<Area>>(`${crew.site}/areas`)).rows;
  const people = (await crew.ot_lead.get<Page<Person>>('/people')).rows;
  const owner_id = people.find((it) => it.grants.some((grant) => grant.role === team.plant_manager.role))!.id;
  const area_ids: string[] = [];
  for (const name of areas)
    area_ids.push(
      (known.find((it) => it.name === name) ?? (await crew.ot_lead.send<Area>('POST', `${crew.site}/areas`, { name, owner_id }))).id,
    );
  for (const it of assets.filter(
    (asset) => ['plc', 'safety-controller', 'hmi', 'scada', 'historian'].includes(asset.kind) && asset.owner_id === null,
  )) {
    const area_id = area_ids[areaOf(it)]!;
    await crew.ot_lead
      .send('PATCH', `${crew.site}/assets/${it.id}`, {
        version: it.version + 1,
        owner_id,
        area_id,
        criticality: it.kind === 'safety-controller' ? 'safety' : it.kind === 'hmi' ? 'supporting' : 'essential',
      })
      .catch(() => null);
  }
}

function areaOf(asset: Asset): number {
  const text = `${asset.name} ${asset.zone_name ?? ''} ${asset.vendor ?? ''}`.toLowerCase();
  return /pack|rockwell|l2/.test(text) ? 1 : /util|boiler|schneider|water|co2|air/.test(text) ? 2 : 0;
}

/** Judges as needed what the plant's design calls for. */
async function judgeNeeded(crew: Crew): Promise<void> {
  const planned = design().flows.filter((it) => it.approved);
  const needed = new Set(planned.map((it) => `${it.client}|${it.server}|${it.transport}|${it.server_port}`));
  const flows = (await crew.ot_lead.get<Page<JudgedFlow>>(`${crew.site}/flows?verdict=no_list&limit=2000`)).rows;
  const ids = flows
    .filter((it) => it.judgement === 'unknown' && needed.has(`${it.client.address}|${it.server.address}|${it.transport}|${it.server_port}`))
    .map((it) => it.id);
  for (let at = 0; at < ids.length; at += 1000) {
    await crew.ot_lead.send('POST', `${crew.site}/flows/judgements`, {
      flow_ids: ids.slice(at, at + 1000),
      judgement: 'needed',
      reason: 'Part of the plant’s design, checked against the network plan.',
    });
  }
}

/** Lists for the conduits whose every flow is needed; the last of them is left waiting for the plant manager. */
async function approveMost(crew: Crew): Promise<void> {
  const conduits = (await crew.ot_lead.get<Page<Conduit>>(`${crew.site}/conduits?limit=2000`)).rows;
  const ready = conduits
    .filter((it) => it.flows > 0 && it.needed === it.flows && it.list_version === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  for (const [at, conduit] of ready.entries()) {
    const path = `${crew.site}/conduits/${conduit.id}/allow-lists`;
    const reason = 'Flows of the ordinary day, each judged needed.';
    const list = conduit.waiting ? null : await crew.ot_lead.send<{ id: string }>('POST', path, { reason });
    if (at === ready.length - 1 || list === null) continue;
    await crew.plant_manager.send('POST', `${path}/${list.id}/decision`, {
      decision: 'approved',
      reason: 'Production depends on these and on nothing else.',
    });
  }
}
