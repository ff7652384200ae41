// What a phone keeps of a walk-down while there is no network: the round itself, readings not sent yet, and their pictures.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { z } from 'zod';
import type { newReading, WalkDownDetail } from '../schema.ts';

export type SentReading = z.input<typeof newReading>;
/** A round as it was when the server was last reached. `person_id` and `person_name`: who walks. */
export type KeptRound = {
  id: string;
  site_id: string;
  site_name: string;
  time_zone: string;
  /** How who walks reads times; rounds kept earlier do not say. */
  times?: { times_in: 'plant' | 'own'; clock: 'h23' | 'h12' };
  person_id: string;
  person_name: string;
  kept_at: string;
  round: WalkDownDetail;
};
/** A reading on its way. `refused`: the server's code when it did not want it; it stays until the person decides. */
export type Unsent = {
  id: string;
  site_id: string;
  walk_down_id: string;
  person_id: string;
  reading: SentReading;
  pictures: { type: string; bytes: ArrayBuffer }[];
  refused: string | null;
};

interface Pocket extends DBSchema {
  rounds: { key: string; value: KeptRound };
  unsent: { key: string; value: Unsent; indexes: { walk_down_id: string } };
}

let opened: Promise<IDBPDatabase<Pocket>> | null = null;

function open(): Promise<IDBPDatabase<Pocket>> {
  opened ??= openDB<Pocket>('holdfast-walk-downs', 1, {
    upgrade: (db) => {
      db.createObjectStore('rounds', { keyPath: 'id' });
      db.createObjectStore('unsent', { keyPath: 'id' }).createIndex('walk_down_id', 'walk_down_id');
    },
  });
  return opened;
}

export const keepRound = async (it: KeptRound): Promise<void> => void (await (await open()).put('rounds', it));
export const findRound = async (id: string): Promise<KeptRound | undefined> => (await open()).get('rounds', id);
export const keepUnsent = async (it: Unsent): Promise<void> => void (await (await open()).put('unsent', it));
export const forgetUnsent = async (id: string): Promise<void> => (await open()).delete('unsent', id);

/** Readings of a round not sent yet, in the order they were read. */
export async function listUnsent(walk_down_id: string): Promise<Unsent[]> {
  const found = await (await open()).getAllFromIndex('unsent', 'walk_down_id', walk_down_id);
  return found.toSorted((a, b) => a.reading.read_at.localeCompare(b.reading.read_at));
}

/** Forgets a round that is over once nothing of it waits. */
export async function forgetRound(id: string): Promise<void> {
  if ((await listUnsent(id)).length === 0) await (await open()).delete('rounds', id);
}
