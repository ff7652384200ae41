// One requirement in full: its controls with their tests, each kind of evidence with what proves it, and what was said by hand.
import { type EvidenceBinding, type Requirement, type Standard, standards } from '@holdfast/core-law';
import { onEvent } from './on-event.data.ts';
import { citationOf, type Duties, partInShort, rowOf } from './rules.rows.ts';
import { citationOfControl, titleOfControl } from './rules.controls.ts';
import type { Matrix, Part, Proof, SiteEvidence } from './rules.ts';
import type { Binding, DetailControl, DetailPart, RequirementDetail, SaidStatement } from './schema.ts';

type Given = {
  requirement: Requirement;
  matrix: Matrix;
  evidence: SiteEvidence;
  said: readonly SaidStatement[];
  tests: readonly SaidStatement[];
  at: Date;
  duties: Duties;
};

const endedBy = (it: SaidStatement, at: Date): boolean => it.ended_at !== null && Date.parse(it.ended_at) <= at.getTime();

export function detailFor({ requirement, matrix, evidence, said, tests, at, duties }: Given): RequirementDetail {
  const cell = evidence.cells.get(requirement.id)!;
  const { parts: _parts, ...row } = rowOf(requirement, cell, duties);
  const inForce = said.filter((it) => !endedBy(it, at));
  const set_aside = said.filter((it) => it.kind === 'not_applicable');
  const isSetAside = set_aside.some((it) => !endedBy(it, at) && it.artefact === null);
  return {
    ...row,
    text: requirement.text,
    basis: requirement.basis,
    counterparts: [...requirement.counterparts],
    detail_controls: controlsWithTests(requirement, tests),
    detail_parts: cell.parts.map((part) => detailPart(part, matrix, evidence, said)),
    assumptions: inForce.filter((it) => it.kind === 'assumption'),
    set_aside: [...set_aside],
    reopened: isSetAside && cell.state !== 'not_applicable',
  };
}

function controlsWithTests(requirement: Requirement, tests: readonly SaidStatement[]): DetailControl[] {
  const testOf = (standard: Standard, id: string) => tests.find((it) => it.standard === standard && it.control_id === id) ?? null;
  return standards.flatMap((standard) =>
    requirement.controls[standard].map((id) => ({
      standard,
      id,
      title: titleOfControl(standard, id),
      citation: citationOfControl(standard, id) ?? citationOf(requirement),
      test: testOf(standard, id),
    })),
  );
}

function detailPart(part: Part, matrix: Matrix, { proofs }: SiteEvidence, said: readonly SaidStatement[]): DetailPart {
  const bindings = part.binding_ids.flatMap((id) => matrix.bindings.find((it) => it.id === id) ?? []);
  return {
    ...partInShort(part),
    only_when: (onEvent as readonly string[]).includes(part.artefact),
    bindings: bindings.map((it) => bindingWith(it, matrix, proofs.get(it.id)!)),
    said: said.filter((it) => it.artefact === part.artefact),
  };
}

/** How long a binding proves: its own days. */
function bindingWith(it: EvidenceBinding, { populations }: Matrix, proof: Proof): Binding {
  const population = populations.find(({ id }) => id === it.population);
  return {
    id: it.id,
    title: it.title ?? { en: it.id, de: it.id },
    limits: it.limits ?? null,
    population: it.population === null ? null : (population?.title ?? { en: it.population, de: it.population }),
    fresh_days: it.fresh_days,
    state: proof.state,
    good: proof.good,
    of: proof.of,
    ageing: proof.ageing,
    stale: proof.stale,
    newest_at: proof.newest_at === null ? null : new Date(proof.newest_at).toISOString(),
    holds_to: proof.holds_to,
  };
}
