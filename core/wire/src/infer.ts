// What kind of device this is and on which Purdue level it stands, with the reason in plain words.
import { behaviourRules, doingsOf } from './inference/behaviour.ts';
import { catalogue, deviceTypeRows, type CatalogueRow } from './inference/catalogue.ts';
import type { DeviceFacts, Inference, Reason } from './inference/facts.ts';
import { nameHints, vendorHints } from './inference/hints.ts';
import { levelOf } from './inference/levels.ts';

export type { DeviceFacts, Inference, UsedProtocol } from './inference/facts.ts';
export { refineLevels, type LevelDevice, type LevelFlow } from './inference/levels.ts';

/** How much a second, independent reason for the same kind adds. */
const AGREEMENT = 0.05;
const MOST_CERTAIN = 0.98;
/** A maker's name alone, where the maker makes many things, says too little to name a kind. */
const LEAST_CERTAIN = 0.2;

/**
 * Infers kind and level of one device from what was seen of it. Pure and total: nothing known gives 'unknown' and null.
 * @returns kind, Purdue level (IEC 62443-1-1 reference model), confidence of the kind 0..1, one sentence for each
 */
export function inferDevice(facts: DeviceFacts): Inference {
  const reasons = reasonsFor(facts);
  const best = strongestOf(reasons);
  const kind = best?.kind ?? 'unknown';
  const agreeing = reasons.filter((reason) => reason !== best && reason.kind === kind);
  const confidence = best === null ? 0 : Math.min(MOST_CERTAIN, best.confidence + AGREEMENT * agreeing.length);
  const sentence = best === null ? 'nothing seen says what it is' : [best, ...agreeing.slice(0, 1)].map((reason) => reason.says).join('; ');
  const level = levelOf(kind, facts);
  return {
    kind,
    purdue_level: level.purdue_level,
    confidence: Math.round(confidence * 100) / 100,
    why: { kind: sentence, level: level.says },
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
      reasons.push({ kind: row.kind, confidence: 0.97, says: `${text} stands behind it: ${row.says}` });
  }
  pushMatch(reasons, catalogue, facts.order_number, 0.95, 'order number');
  pushMatch(reasons, catalogue, facts.model, 0.92, 'model');
  pushMatch(reasons, deviceTypeRows, facts.device_type, 0.9, null);
  pushMatch(reasons, catalogue, facts.description, 0.75, 'description');
  return reasons;
}

function pushMatch(reasons: Reason[], rows: readonly CatalogueRow[], text: string | null, confidence: number, source: string | null): void {
  const row = text === null ? null : firstMatch(rows, text);
  if (row === null) return;
  reasons.push({
    kind: row.kind,
    confidence,
    says: source === null ? `says ${row.says}` : `${source} ${shorten(text ?? '')}: ${row.says}`,
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
    if (hint !== undefined) return [{ kind: hint.kind, confidence: hint.confidence, says: `is called ${name}` }];
  }
  return [];
}

function vendorReasons(facts: DeviceFacts): Reason[] {
  const hint = vendorHints.find((row) => facts.vendor !== null && row.pattern.test(facts.vendor));
  return hint === undefined ? [] : [{ kind: hint.kind, confidence: hint.confidence, says: `made by ${facts.vendor}` }];
}
