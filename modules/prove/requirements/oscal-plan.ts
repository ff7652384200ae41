// The plan of action and milestones as OSCAL 1.2.1 of NIST: what is not proven, what that means, who closes it and by when.
import { endOf, isSatisfied, line, metadataOf, say, uuidOf } from './oscal-parts.ts';
import { citationText, type OscalGap, type OscalGiven } from './rules.oscal.ts';
import type { RequirementDetail } from './schema.ts';

const ns = 'https://holdfast.example/ns';

/** What is not proven yet, each with who owns it and by when. A gap is OSCAL's risk; its planned day is the deadline and the milestone. */
export function planOfAction(given: OscalGiven) {
  const open = given.details.filter((it) => !isSatisfied(it));
  const risks = gapsOf(given, open).map((it) => riskOf(given, it));
  return {
    'plan-of-action-and-milestones': {
      uuid: uuidOf('plan-of-action', given.site.id),
      metadata: metadataOf(given, 'Plan of action and milestones'),
      'system-id': { 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: uuidOf('site', given.site.id) },
      ...(risks.length === 0 ? {} : { risks }),
      'poam-items': open.length > 0 ? open.map((it) => itemOf(given, it)) : [nothingOpen(given)],
    },
  };
}

const gapsOf = ({ gaps }: OscalGiven, open: readonly RequirementDetail[]): OscalGap[] =>
  gaps.filter((it) => open.some(({ requirement_id }) => requirement_id === it.requirement_id));
const riskId = ({ site }: OscalGiven, it: OscalGap): string => uuidOf('risk', site.id, it.id);

function riskOf(given: OscalGiven, it: OscalGap) {
  return {
    uuid: riskId(given, it),
    title: line(say(it.title)),
    description: `Lacking: ${it.lacking.map(say).join('; ') || say(it.title)}.`,
    statement: say(it.consequence),
    status: it.due_on === null ? 'open' : 'remediating',
    ...ownerProps(it.owner_name),
    ...(it.due_on === null ? {} : { deadline: endOf(it.due_on), remediations: [remediationOf(given, it, it.due_on)] }),
  };
}

const ownerProps = (name: string | null) => (name === null ? {} : { props: [{ name: 'owner', ns, value: line(name) }] });

function remediationOf({ site }: OscalGiven, it: OscalGap, due_on: string) {
  return {
    uuid: uuidOf('remediation', site.id, it.id),
    lifecycle: 'planned',
    title: 'Close the gap',
    description: `${it.owner_name ?? 'Whoever answers for the role'} closes it by ${due_on}.`,
    tasks: [
      {
        uuid: uuidOf('milestone', site.id, it.id),
        type: 'milestone',
        title: 'The gap is closed',
        timing: { 'on-date': { date: endOf(due_on) } },
      },
    ],
  };
}

function itemOf(given: OscalGiven, it: RequirementDetail) {
  const missing = it.detail_parts.filter((part) => part.counts && part.state !== 'proven' && part.state !== 'ageing');
  const [next] = it.duties.flatMap(({ next_on }) => next_on ?? []).toSorted();
  const risks = gapsOf(given, [it]).map((gap) => ({ 'risk-uuid': riskId(given, gap) }));
  return {
    uuid: uuidOf('poam-item', given.site.id, it.requirement_id),
    title: `${it.requirement_id} ${say(it.title)}`,
    description: `Not proven: ${missing.map((part) => `${say(part.title)} (${part.state})`).join('; ') || it.state}. ${citationText(it.citation)}.`,
    props: [
      { name: 'state', ns, value: it.state },
      ...it.duties.flatMap(({ name }) => (name === null ? [] : [{ name: 'owner', ns, value: line(name) }])),
      ...(next === undefined ? [] : [{ name: 'next-review', ns, value: next }]),
    ],
    ...(risks.length === 0 ? {} : { 'related-risks': risks }),
  };
}

const nothingOpen = ({ site }: OscalGiven) => ({
  uuid: uuidOf('poam-item', site.id, 'nothing-open'),
  title: 'Nothing is open',
  description: 'Every requirement that applies is proven.',
});
