// What must hold for dry-runs, comparisons and modes, whatever list and traffic.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { flowsOf, kind_of, rulesOf, zoneOf } from '../../../test/rule-arbitraries.ts';
import {
  checkFlow,
  type CheckedFlow,
  compareLists,
  type ConduitMode,
  conduitModes,
  dryRun,
  type Rule,
  type SeenFlow,
  startDryRun,
  weekOfSeen,
  whatStops,
} from './index.ts';

const seenOf: fc.Arbitrary<SeenFlow[]> = flowsOf.chain((flows) =>
  fc
    .array(
      fc.record({
        conversations: fc.integer({ min: 1, max: 9 }),
        minute: fc.nat(40_000),
        weekday: fc.integer({ min: 1, max: 7 }),
        hour: fc.nat(23),
      }),
      {
        minLength: flows.length,
        maxLength: flows.length,
      },
    )
    .map((times) =>
      flows.map(({ week: _week, ...flow }, at): SeenFlow => {
        const { conversations, minute, weekday, hour } = times[at]!;
        const at_text = new Date(Date.UTC(2026, 10, 1) + minute * 60_000).toISOString();
        return { ...flow, conversations, first_at: at_text, last_at: at_text, weekday, hour, minute_from: 10, minute_to: 40 };
      }),
    ),
);
const mode = fc.constantFrom<ConduitMode>(...conduitModes);
const withWeek = (seen: SeenFlow): CheckedFlow => ({ ...seen, week: weekOfSeen(seen, undefined) });
const isCut = (seen: SeenFlow, rules: readonly Rule[], zone_of: ReadonlyMap<string, string>, how: ConduitMode): boolean =>
  checkFlow(withWeek(seen), rules, zone_of, { kind_of, mode: how, depth: 'packets' }).verdict === 'unapproved';

test('would cut just what a firewall that holds the list cuts on replay', () => {
  fc.assert(
    fc.property(seenOf, rulesOf, zoneOf, mode, (rows, rules, zone_of, how) => {
      const tried = dryRun({ rules, zone_of, kind_of, mode: how }, rows);
      const cut = rows.filter((seen) => isCut(seen, rules, zone_of, how));
      assert.deepEqual(tried.cut, { flows: cut.length, conversations: cut.reduce((sum, { conversations }) => sum + conversations, 0) });
      assert.equal(
        tried.last_cut_at,
        cut
          .map(({ last_at }) => last_at)
          .sort()
          .at(-1) ?? null,
      );
      const { judged, passes, reported } = tried;
      assert.equal(judged.flows, passes.flows + reported.flows + tried.cut.flows);
      assert.equal(judged.conversations, passes.conversations + reported.conversations + tried.cut.conversations);
      assert.equal(
        tried.rules.reduce((sum, { conversations }) => sum + conversations, 0),
        passes.conversations,
      );
    }),
    { numRuns: 500 },
  );
});

test('tells the same in portions, and keeps the latest of what would be cut when it may keep only some', () => {
  fc.assert(
    fc.property(seenOf, rulesOf, zoneOf, fc.nat(5), (rows, rules, zone_of, max_examples) => {
      const whole = dryRun({ rules, zone_of, kind_of }, rows);
      const trying = startDryRun({ rules, zone_of, kind_of, max_examples });
      for (const row of rows) trying.push([row]);
      const bounded = trying.end();
      assert.equal(bounded.examples.length, Math.min(max_examples, whole.examples.length));
      const order = (list: typeof whole.examples): string[] => list.map(({ outcome, last_at }) => `${outcome} ${last_at}`);
      assert.deepEqual(order(bounded.examples), order(whole.examples).slice(0, max_examples));
      assert.deepEqual({ ...bounded, examples: [] }, { ...whole, examples: [] });
    }),
  );
});

test('counts as newly cut what the list in force lets pass', () => {
  fc.assert(
    fc.property(seenOf, rulesOf, rulesOf, zoneOf, (rows, rules, in_force, zone_of) => {
      const tried = dryRun({ rules, zone_of, kind_of, in_force }, rows);
      const [now, then] = [in_force, rules].map((list) => dryRun({ rules: list, zone_of, kind_of }, rows));
      assert.ok(tried.newly_cut!.flows + tried.newly_reported!.flows <= now!.passes.flows);
      assert.equal(
        tried.newly_cut!.flows + tried.newly_reported!.flows - now!.passes.flows + then!.passes.flows >= 0,
        true,
        'what passed and does not is at least the difference',
      );
      assert.deepEqual(dryRun({ rules, zone_of, kind_of, in_force: rules }, rows).newly_cut, { conversations: 0, flows: 0 });
    }),
  );
});

test('a switch stops just what passes now and would not pass then', () => {
  fc.assert(
    fc.property(seenOf, fc.option(rulesOf), zoneOf, mode, mode, (rows, rules, zone_of, from, to) => {
      const assets = new Map([...kind_of].map(([id, kind]) => [id, { name: `name of ${id}`, kind }]));
      const told = whatStops({ rules, from, to, zone_of, assets, now: '2026-11-29T00:00:00Z' }, rows);
      const passes = (seen: SeenFlow, how: ConduitMode): boolean =>
        rules === null && how === 'normal' ? true : !isCut(seen, rules ?? [], zone_of, how);
      const crossing = rows.filter((seen) => checkFlow(seen, [], zone_of).verdict !== 'intra_zone');
      const keys = (list: readonly CheckedFlow[]): string[] =>
        [...new Set(list.map((it) => `${it.client_id} ${it.server_id} ${it.transport} ${it.server_port} ${it.protocol}`))].sort();
      assert.deepEqual(keys(told.stops.map(({ flow }) => flow)), keys(crossing.filter((seen) => passes(seen, from) && !passes(seen, to))));
      if (from === to) assert.equal(told.stops_count, 0);
    }),
    { numRuns: 300 },
  );
});

test('names every rule by which one list lets through what the other does not', () => {
  fc.assert(
    fc.property(flowsOf, rulesOf, rulesOf, zoneOf, fc.boolean(), (flows, one, two, zone_of, share) => {
      const after = share ? [...one.slice(3), ...two.slice(0, 3)].map((rule, at) => ({ ...rule, id: `n${at}` })) : two;
      const told = compareLists(one, after, { zone_of, kind_of });
      const more = [...told.added, ...[...told.widened, ...told.changed].map((it) => it.after)];
      const less = [...told.removed, ...[...told.narrowed, ...told.changed].map((it) => it.before)];
      const allows = (flow: CheckedFlow, rules: readonly Rule[]): boolean =>
        checkFlow(flow, rules, zone_of, { kind_of }).verdict === 'allowed';
      for (const { week: _week, ...flow } of flows) {
        if (allows(flow, after) && !allows(flow, one)) assert.ok(allows(flow, more), 'by a rule that was added or let more through');
        if (allows(flow, one) && !allows(flow, after)) assert.ok(allows(flow, less), 'by a rule that was removed or let less through');
      }
      const same = compareLists(one, one.toReversed(), { zone_of, kind_of });
      assert.deepEqual([same.added, same.removed, same.widened, same.narrowed, same.changed], [[], [], [], [], []]);
    }),
    { numRuns: 600 },
  );
});
