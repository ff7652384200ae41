// The words of the map's layout: zones and conduits in, lanes, boxes and lines out. All lengths are pixels at zoom 1.
import type { Zone } from '@holdfast/zones/schema';

export type Level = NonNullable<Zone['purdue_level']>;
export type ConduitState = 'approved' | 'unapproved' | 'unknown';
export type MapZone = { id: string; level: Level | null };
export type MapConduit = { id: string; a: string; b: string; state: ConduitState };
export type Point = { x: number; y: number };

/** One lane per Purdue level, top down; `level` null is the lane of zones nobody placed. */
export type Lane = { level: Level | null; y: number; height: number; empty: boolean };
export type Box = { id: string; x: number; y: number; width: number; height: number; row: number; column: number };
/** A conduit drawn from its bundle's hub to the other zone; `mark` stands on the stretch no other conduit shares. */
export type Line = { id: string; state: ConduitState; hub: string; leaf: string; points: Point[]; mark: Point };
export type MapLayout = { width: number; height: number; lanes: Lane[]; boxes: Box[]; lines: Line[] };

export const levelsTopDown: readonly Level[] = ['5', '4', '3.5', '3', '2', '1', '0'];

export const boxWidth = 184;
export const boxHeight = 72;
/** Least distance of two boxes, of a box and a passing line, of two passing lines. */
export const boxGap = 28;
export const passGap = 16;
export const passWidth = 4;
/** Room between a box and the lines that run along its row; marks stand here. */
export const markRoom = 26;
export const trackStep = 9;
/** Two uprights closer than this would look like one line. */
export const overlapPx = 7;
/** Left of the boxes: the names of the lanes. */
export const gutter = 136;
export const lanePadding = 8;
export const emptyLaneHeight = 26;
export const laneGap = 4;

/** Conduits with one hub, one direction and one state, drawn as a tree: one line from the hub, one branch to each leaf. */
export type Bundle = { hub: string; down: boolean; state: ConduitState; leaves: { zone: string; conduit: string }[] };

/** What stands in a row: a zone's box, or the place where a bundle passes through. */
export type Item = { kind: 'box'; zone: string; width: number } | { kind: 'pass'; bundle: Bundle; width: number };
