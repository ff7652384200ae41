// The drawing for paper: all zones and conduits in it, on lying A paper, safe against what names may hold, the same for the same input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DrawnConduit, type DrawnWords, type DrawnZone, drawMap, splitLines } from './draw-map.ts';

const words: DrawnWords = {
  title: 'Map',
  subtitle: 'North, 21 Nov 2026',
  level: (level) => ({ number: `Level ${level ?? '?'}`, name: 'Control' }),
  devices: (count) => `${count} devices`,
  proposed: 'proposed',
  unobserved: 'unobserved',
  legend: { approved: 'a', unapproved: 'b', unknown: 'c', unheard: 'd', confirmed: 'e', proposed: 'f', unobserved: 'g' },
};
const zone = (id: string, it: Partial<DrawnZone> = {}): DrawnZone => ({
  id,
  name: `Zone ${id}`,
  level: '1',
  assets: 3,
  state: 'confirmed',
  is_unobserved: false,
  ...it,
});
const conduit = (a: string, b: string, it: Partial<DrawnConduit> = {}): DrawnConduit => ({
  id: `${a}${b}`,
  a,
  b,
  state: 'approved',
  unapproved: 0,
  is_unheard: false,
  ...it,
});

test('every zone and conduit is drawn, and names cannot break out of the drawing', () => {
  const zones = [zone('1'), zone('2', { name: 'Filler <script>alert(1)</script> & "Co"', level: '2' }), zone('3', { level: null })];
  const { svg } = drawMap(zones, [conduit('1', '2', { state: 'unapproved', unapproved: 42 }), conduit('2', '3')], words);
  assert.ok(svg.includes('>Zone 1<') && svg.includes('>Zone 3<') && svg.includes('>42<') && svg.includes('>North, 21 Nov 2026<'));
  assert.ok(!svg.includes('<script'));
  assert.equal(svg.match(/stroke-width="2.5"/g)!.length, 2, 'the unapproved conduit and its legend');
});

test('what XML cannot hold is replaced: control signs, halves of letters, non-characters (XML 1.0, 2.2)', () => {
  const odd = zone('1', { name: 'a\u0001b\u001b[31m\ud800c\ufffed\uffff' });
  const { svg } = drawMap([odd, zone('2', { name: 'Füller 🏭 <' })], [], { ...words, title: 'North\u0008' });
  assert.ok(svg.isWellFormed());
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(svg, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  assert.ok(svg.includes('a\ufffdb\ufffd[31m\ufffdc\ufffdd\ufffd') && svg.includes('Füller 🏭 &lt;'));
});

test('the sheet is lying A paper, also for many zones', () => {
  for (const count of [1, 12, 60]) {
    const zones = Array.from({ length: count }, (_, at) => zone(String(at), { level: at % 2 === 0 ? '1' : '3' }));
    const { width, height } = drawMap(
      zones,
      zones.slice(1).map((it) => conduit('0', it.id)),
      words,
    );
    assert.ok(Math.abs(width / height - Math.SQRT2) < 0.01, `${count} zones: ${width} x ${height}`);
  }
});

test('what nothing sees or hears is drawn as such, never as approved', () => {
  const { svg } = drawMap(
    [zone('1', { is_unobserved: true }), zone('2', { is_unobserved: true })],
    [conduit('1', '2', { is_unheard: true })],
    words,
  );
  assert.equal(svg.match(/fill="url\(#hatch\)"/g)!.length, 3);
  assert.equal(svg.match(/>✓</g)!.length, 1, 'only in the legend');
});

test('the same input gives the same text, in whatever order it comes', () => {
  const zones = [zone('1'), zone('2', { level: '2' }), zone('3')];
  const conduits = [conduit('1', '2'), conduit('2', '3')];
  assert.equal(drawMap(zones, conduits, words).svg, drawMap(zones.toReversed(), conduits.toReversed(), words).svg);
});

test('long names are broken and cut with a mark', () => {
  assert.deepEqual(splitLines('Control network LINE1, 10.20.1.0/24', 20, 2), ['Control network', 'LINE1, 10.20.1.0/24']);
  assert.deepEqual(splitLines('one two three four', 9, 1), ['one two…']);
});
