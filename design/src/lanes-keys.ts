// Which box the arrow keys lead to.
type Placed = { id: string; x: number; y: number; width: number };

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;
export type Arrow = (typeof arrows)[number];

export function isArrow(key: string): key is Arrow {
  return arrows.some((arrow) => arrow === key);
}

/** Left and right: the next box of the row. Up and down: the nearest box of the next row that has one. Null at the edge. */
export function nextBox<Box extends Placed>(boxes: readonly Box[], from: Box, key: Arrow): Box | null {
  const middle = (box: Box): number => box.x + box.width / 2;
  const aside = (box: Box): number => Math.abs(middle(box) - middle(from));
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const sign = key === 'ArrowRight' ? 1 : -1;
    const beside = boxes.filter((box) => box.y === from.y && (box.x - from.x) * sign > 0);
    return beside.toSorted((a, b) => aside(a) - aside(b))[0] ?? null;
  }
  const sign = key === 'ArrowDown' ? 1 : -1;
  const beyond = boxes.filter((box) => (box.y - from.y) * sign > 0);
  return beyond.toSorted((a, b) => (a.y - b.y) * sign || aside(a) - aside(b))[0] ?? null;
}
