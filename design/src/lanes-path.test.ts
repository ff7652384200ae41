// Rounded corners of lines with square corners.
import assert from 'node:assert/strict';
import test from 'node:test';
import { roundedPath } from './lanes-path.ts';

test('a straight line has no corner', () => {
  assert.equal(
    roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
    ]),
    'M0 0L0 50',
  );
});

test('a corner is rounded by the radius', () => {
  assert.equal(
    roundedPath(
      [
        { x: 0, y: 0 },
        { x: 0, y: 40 },
        { x: 40, y: 40 },
      ],
      6,
    ),
    'M0 0L0 34Q0 40 6 40L40 40',
  );
});

test('a short stretch gets a smaller corner', () => {
  assert.equal(
    roundedPath(
      [
        { x: 0, y: 0 },
        { x: 0, y: 4 },
        { x: 40, y: 4 },
      ],
      6,
    ),
    'M0 0L0 2Q0 4 2 4L40 4',
  );
});
