// Decisions about isolation cards: in which order conduits are cut, what a first card says, and when a test is too old.
import type { CardConduit, ProposedStep } from './schema.ts';

/** A card tested longer ago is as good as untested: people, cabling and lists have changed. */
export const testDays = 365;
/** A card that was approved and never tried is tried within this time. */
export const firstTestDays = 30;

/**
 * Conduits in the order they are switched to isolated: as the card says, then what came since, what cuts safety flows last of it. Back to
 * normal it is the other way round.
 */
export function orderConduits<It extends { id: string; safety_stops: number; stops: number }>(
  conduits: readonly It[],
  order: readonly string[],
): It[] {
  const place = new Map(order.map((conduit_id, at) => [conduit_id, at]));
  const rank = (it: It): number => place.get(it.id) ?? order.length + (it.safety_stops > 0 ? 1 : 0);
  return conduits.toSorted((a, b) => rank(a) - rank(b) || a.stops - b.stops || a.id.localeCompare(b.id));
}

/** Steps of a first card, so that nobody starts from a blank page: tell, make safe, switch, cut by hand what nothing holds, look, write down. */
export function proposeSteps(conduits: readonly Pick<CardConduit, 'name' | 'hold' | 'flows'>[]): ProposedStep[] {
  const trips = conduits.flatMap((it) => it.flows.flatMap(({ safety, expected_trip }) => (safety === null ? [] : [expected_trip ?? ''])));
  const byHand = conduits.filter((it) => it.hold !== 'held').map((it) => it.name);
  const step = (code: ProposedStep['code'], role: ProposedStep['role'], minutes: number, names: readonly string[] = []): ProposedStep => ({
    code,
    names: [...new Set(names)].filter(Boolean),
    role,
    minutes,
  });
  return [
    step('tell_shift', 'ot_lead', 5),
    ...(trips.length > 0 ? [step('make_safe', 'shift_lead', 15, trips)] : []),
    step(
      'switch',
      'ot_lead',
      Math.max(1, conduits.length),
      conduits.map((it) => it.name),
    ),
    ...(byHand.length > 0 ? [step('cut_by_hand', 'ot_lead', 5 * byHand.length, byHand)] : []),
    step('look', 'ot_lead', 10),
    step('write_down', 'shift_lead', 5),
  ];
}

/** Whole minutes of a card's steps, one after the other. */
export const minutesOf = (steps: readonly { minutes: number }[]): number => steps.reduce((sum, it) => sum + it.minutes, 0);
