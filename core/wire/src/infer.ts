// What kind of device this is and on which Purdue level it stands, with the reasons by code.
import { behaviourRules, doingsOf } from './inference/behaviour.ts';
import { catalogue, deviceTypeRows, type CatalogueRow } from './inference/catalogue.ts';
import type { DeviceFacts, Inference, Reason } from './inference/facts.ts';
import { nameHints, vendorHints } from './inference/hints.ts';
import { levelOf } from './inference/levels.ts';
import { say } from './inference/say.ts';

export type { DeviceFacts, Inference, Said, UsedProtocol } from './inference/facts.ts';
export { refineLevels, type LevelDevice, type LevelFlow } from './inference/levels.ts';

/** How much a second, independent reason for the same kind adds. */
const AGREEMENT = 0.05;
const MOST_CERTAIN = 0.98;
/** A maker's name alone, where the maker makes many things, says too little to name a kind. */
const LEAST_CERTAIN = 0.2;

/**
 * Infers kind and level of one device from what was seen of it. Pure and total: nothing known gives 'unknown' and null.
 * @returns kind, Purdue level (IEC 62443-1-1 reference model), confidence of the kind 0..1, one or two reasons for each
 */
export function inferDevice(facts: DeviceFacts): Inference {
  const reasons = reasonsFor(facts);
  const best = strongestOf(reasons);
  const kind = best?.kind ?? 'unknown';
  const agreeing = reasons.filter((reason) => reason !== best && reason.kind === kind);
  const confidence = best === null ? 0 : Math.min(MOST_CERTAIN, best.confidence + AGREEMENT * agreeing.length);
  const said = best === null ? [say('nothing_seen')] : [best, ...agreeing.slice(0, 1)].map((reason) => reason.says);
  const level = levelOf(kind, facts);
  return {
    kind,
    purdue_level: level.purdue_level,
    confidence: Math.round(confidence * 100) / 100,
    why: { kind: said, level: level.says },
  };
}

/** The most confident reason, the earlier of equals; null when even that says too little. */
function strongestOf(reasons: readonly Reason[]): Reason | null {
  let best: Reason | null = null;
  for (const reason of reasons) if (best === null || reason.confidence > best.confidence) best = reason;
  return best !== null && best.confidence >= LEAST_CERTAIN ? best : null;
}

/** All reasons, strongest source first: identity, behaviour, names, maker. */
function reasonsFor(facts: DeviceFacts): Reason[] {
  return [...identityReasons(facts), ...behaviourReasons(facts), ...nameReasons(facts), ...vendorReasons(facts)];
}

const controllerKinds: readonly string[] = ['plc', 'safety-controller'];

function identityReasons(facts: DeviceFacts): Reason[] {
  const reasons: Reason[] = [];
  for (const text of facts.modules ?? []) {
    const row = firstMatch(catalogue, text);
    if (row !== null && controllerKinds.includes(row.kind))
      reasons.push({ kind: row.kind, confidence: 0.97, says: say('module_behind', { text, thing: row.thing }) });
  }
  pushMatch(reasons, catalogue, facts.order_number, 0.95, 'order_number');
  pushMatch(reasons, catalogue, facts.model, 0.92, 'model');
  pushMatch(reasons, deviceTypeRows, facts.device_type, 0.9, null);
  pushMatch(reasons, catalogue, facts.description, 0.75, 'description');
  return reasons;
}

function pushMatch(
  reasons: Reason[],
  rows: readonly CatalogueRow[],
  text: string | null,
  confidence: number,
  source: 'order_number' | 'model' | 'description' | null,
): void {
  const row = text === null ? null : firstMatch(rows, text);
  if (row === null) return;
  reasons.push({
    kind: row.kind,
    confidence,
    says: source === null ? say('device_type', { thing: row.thing }) : say(source, { text: shorten(text ?? ''), thing: row.thing }),
  });
}

function firstMatch(rows: readonly CatalogueRow[], text: string): CatalogueRow | null {
  return rows.find((row) => row.pattern.test(text)) ?? null;
}

const LONGEST_QUOTE = 60;

function shorten(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}...`;
}

function behaviourReasons(facts: DeviceFacts): Reason[] {
  const does = doingsOf(facts);
  const holding = behaviourRules.filter((rule) => rule.holds(does, facts));
  return holding.map((rule) => ({ kind: rule.kind, confidence: rule.confidence, says: rule.says(does, facts) }));
}

function nameReasons(facts: DeviceFacts): Reason[] {
  for (const name of facts.names) {
    const hint = nameHints.find((row) => row.pattern.test(name));
    if (hint !== undefined) return [{ kind: hint.kind, confidence: hint.confidence, says: say('named', { name }) }];
  }
  return [];
}

function vendorReasons(facts: DeviceFacts): Reason[] {
  const hint = vendorHints.find((row) => facts.vendor !== null && row.pattern.test(facts.vendor));
  return hint === undefined ? [] : [{ kind: hint.kind, confidence: hint.confidence, says: say('made_by', { vendor: facts.vendor ?? '' }) }];
}
