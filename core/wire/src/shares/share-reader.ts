// The shares one thread reads, an engine for each: tables of different shares never meet before they are merged.
import { Dispatch } from '../dispatch.ts';
import { Engine, type EngineLimits } from '../engine.ts';
import { defaultLimits } from '../engine-limits.ts';
import { rowsOf, type FindingsRows } from '../findings.ts';
import type { InspectionOptions } from '../inspection.ts';
import { dissectors as allDissectors } from '../registry.ts';
import type { SharePlan } from './plan.ts';
import type { SharedPiece } from './shared-piece.ts';

export class ShareReader {
  readonly #engines: { share: number; engine: Engine }[];

  /** @param thread whose shares these are */
  constructor(plan: SharePlan, thread: number, dispatch: Dispatch, limits: EngineLimits) {
    const shares = [...plan.threadOf.keys()].filter((share) => plan.threadOf[share] === thread);
    this.#engines = shares.map((share) => ({ share, engine: new Engine(dispatch, limits) }));
  }

  /** The engine of the first of its shares. */
  get first(): Engine {
    return this.#engines[0]!.engine;
  }

  /** Reads the packets of its shares in a piece. */
  take(piece: SharedPiece): void {
    for (const { share, engine } of this.#engines) engine.take(piece, share);
  }

  /** What was found in each share; ends the reading. */
  found(): FindingsRows[] {
    return this.#engines.map(({ engine }) => {
      engine.settle();
      return rowsOf(engine);
    });
  }
}

/** The reader of one thread's shares. */
export function createShareReader(plan: SharePlan, thread: number, options: InspectionOptions = {}): ShareReader {
  const dispatch = new Dispatch(options.dissectors ?? allDissectors);
  return new ShareReader(plan, thread, dispatch, { ...defaultLimits, ...options.limits });
}
