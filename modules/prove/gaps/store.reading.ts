// Answers about gaps put together: evidence of the site, what people planned, and the names behind it.
import { boosterItems, type RoleId, type Words } from '@holdfast/core-law';
import { roleHolders } from '@holdfast/appointments/store';
import { Failure } from '@holdfast/platform/failure';
import type { Context } from '@holdfast/platform/route';
import { dayIn } from '@holdfast/requirements/rules.days';
import { citationOf, titleOfArtefact } from '@holdfast/requirements/rules.rows';
import { evidenceAt, type Instant, instantOf } from '@holdfast/requirements/store.reading';
import type { MatrixParts } from '@holdfast/requirements/store';
import { firstMeasures } from './measures.data.ts';
import { type Answers, gapsOf, withPlan } from './rules.gaps.ts';
import { roadOf, type StageStanding } from './rules.roadmap.ts';
import { type ItemStanding, type Piece as BarePiece, standingsOf } from './rules.ts';
import type { Programme } from './rules.fold.ts';
import type { Booster, Gap, Measure, Minimum, Piece, Road, Stage } from './schema.ts';
import { namesOf, readProgramme } from './store.ts';

type Reader = Pick<Context, 'db' | 'now'>;

/** Everything known of a site's gaps at an instant. */
export async function readGround(parts: MatrixParts, context: Reader, site_id: string, as_of?: string) {
  const instant: Instant = instantOf(as_of, context.now);
  const { evidence, site, requirements } = await evidenceAt(parts, context, site_id, instant);
  const programme = await readProgramme(context.db, site_id, instant.at);
  const items = standingsOf(evidence, parts.matrix);
  const today = dayIn(instant.at.getTime(), site.time_zone);
  return { instant, evidence, site, programme, items, today, requirements };
}
export type Ground = Awaited<ReturnType<typeof readGround>>;

const pieceWords = (it: BarePiece): Piece => ({ ...it, title: titleOfArtefact(it.artefact) });

export async function minimumAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string): Promise<Minimum> {
  const { instant, programme, items, today } = await readGround(parts, context, site_id, as_of);
  const names = await namesOf(
    context.db,
    [...programme.boosters.values()].map((it) => it.by),
  );
  return {
    as_of: instant.at.toISOString(),
    yes: items.filter((it) => it.yes).length,
    of: items.length,
    items: items.map((it) => itemWords(it, parts)),
    boosters: boosterItems.map((it) => boosterAt(it, programme, names, today)),
  };
}

function itemWords({ item, yes, only_by_hand, holds_to, pieces }: ItemStanding, { matrix }: MatrixParts): Minimum['items'][number] {
  const { no, id, title, question, missing } = item;
  const requirements = matrix.requirements.filter((it) => item.requirements.includes(it.id));
  return {
    no,
    id,
    title,
    question,
    missing,
    yes,
    only_by_hand,
    holds_to,
    pieces: pieces.map(pieceWords),
    requirements: requirements.map((it) => ({ id: it.id, citation: citationOf(it) })),
  };
}

function boosterAt(it: (typeof boosterItems)[number], { boosters }: Programme, names: ReadonlyMap<string, string>, today: string): Booster {
  const said = boosters.get(it.id);
  const ticked = said !== undefined && today <= said.until_on;
  return {
    id: it.id,
    title: it.title,
    why: it.why,
    ticked,
    until_on: said?.until_on ?? null,
    by_name: names.get(said?.by ?? '') ?? null,
    at: said?.at ?? null,
  };
}

export async function roadAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string): Promise<Road> {
  const { instant, evidence, programme, items } = await readGround(parts, context, site_id, as_of);
  const names = await namesOf(
    context.db,
    [...programme.stages.values()].map((it) => it.by),
  );
  const bindingTitle = new Map(parts.matrix.bindings.map((it) => [it.id, it.title ?? null]));
  const itemTitle = new Map(items.map((it) => [it.item.no, it.item.title]));
  const wordsOf = (it: StageStanding) => stageWords(it, { programme, names, bindingTitle, itemTitle });
  return { as_of: instant.at.toISOString(), stages: roadOf(items, evidence, parts.matrix).map(wordsOf) };
}

type StageContext = {
  programme: Programme;
  names: ReadonlyMap<string, string>;
  bindingTitle: ReadonlyMap<string, Words | null>;
  itemTitle: ReadonlyMap<number, Words>;
};

function stageWords(
  { stage, met, met_count, conditions }: StageStanding,
  { programme, names, bindingTitle, itemTitle }: StageContext,
): Stage {
  const said = programme.stages.get(stage.id);
  return {
    id: stage.id,
    title: stage.title,
    aim: stage.aim,
    state: said === undefined ? (met ? 'met' : 'open') : met ? 'done' : 'lapsed',
    met: met_count,
    of: conditions.length,
    done_at: said?.at ?? null,
    done_by_name: names.get(said?.by ?? '') ?? null,
    conditions: conditions.map((it) => ({
      id: it.condition.id,
      title: it.condition.title,
      met: it.met,
      items: it.items.map((no) => ({ no, title: itemTitle.get(no)! })),
      pieces: it.pieces.map(pieceWords),
      bindings: it.bindings.map((id) => ({ id, title: bindingTitle.get(id) ?? null })),
    })),
  };
}

/** Refuses to declare a stage done that evidence does not meet. */
export async function requireMet(parts: MatrixParts, context: Reader, site_id: string, stage_id: string): Promise<void> {
  const { evidence, items } = await readGround(parts, context, site_id);
  const found = roadOf(items, evidence, parts.matrix).find((it) => it.stage.id === stage_id);
  if (found?.met === true) return;
  const lacking = found?.conditions.filter((it) => !it.met).length ?? 0;
  throw new Failure('unprocessable', 'stage_not_met', { lacking });
}

/** All gaps of a site with owner and date. */
export async function gapsAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string): Promise<Gap[]> {
  const { instant, evidence, programme, items, today, requirements } = await readGround(parts, context, site_id, as_of);
  const bare = gapsOf(items, requirements, evidence);
  const answers = await answersAt(context, site_id, new Set(bare.map((it) => it.owner_role)), instant);
  const names = await namesOf(
    context.db,
    [...programme.plans.values()].map((it) => it.owner_id),
  );
  return bare.map((it) => withPlan(it, programme, names, answers, today));
}

async function answersAt({ db }: Reader, site_id: string, roles: Iterable<RoleId>, { at, is_now }: Instant): Promise<Answers> {
  const known = await roleHolders(db, roles, { site_id, at, as_of: is_now ? null : at });
  return (role) => known.get(role) ?? { person_id: null, person_name: null };
}

/** The plant's list of first measures, and those not on it yet. */
export async function measuresAt(context: Reader, site: { id: string; time_zone: string }, as_of?: string): Promise<Measure[]> {
  const { at } = instantOf(as_of, context.now);
  const { measures } = await readProgramme(context.db, site.id, at);
  const names = await namesOf(
    context.db,
    measures.flatMap((it) => [it.owner_id, it.closed_by]),
  );
  const today = dayIn(at.getTime(), site.time_zone);
  const started = measures.flatMap((it): Measure[] => {
    const template = firstMeasures.find(({ id }) => id === it.template);
    if (template === undefined) return [];
    const { closed_by, ...rest } = it;
    return [
      {
        ...rest,
        title: template.title,
        how: template.how,
        item: template.item,
        role: template.role,
        owner_name: names.get(it.owner_id ?? '') ?? null,
        overdue: it.state === 'open' && it.due_on < today,
        closed_by_name: names.get(closed_by ?? '') ?? null,
      },
    ];
  });
  const known = new Set(measures.map((it) => it.template));
  return [...started, ...firstMeasures.filter((it) => !known.has(it.id)).map(offered)];
}

const offered = ({ id, title, how, item, role }: (typeof firstMeasures)[number]): Measure => ({
  id,
  template: id,
  title,
  how,
  item,
  role,
  owner_id: null,
  owner_name: null,
  due_on: null,
  overdue: false,
  state: 'offered',
  started_at: null,
  closed_at: null,
  closed_by_name: null,
});
