// A round while it is walked: from the server when it answers, else from the phone; what was read is kept first and sent when it can be.
import { createClient, take } from '@holdfast/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Stop } from '../schema.ts';
import { findRound, forgetRound, type KeptRound, keepRound, keepUnsent, listUnsent, type Unsent } from './pocket.ts';
import { type Sent, sendAll, unsendable } from './send.ts';

const api = createClient();
const againMs = 15_000;

export type Walk = {
  kept: KeptRound | null;
  /** Undefined while the first answer is on its way; then why there is no round to show. */
  error: unknown;
  unsent: readonly Unsent[];
  sent: Sent;
  busy: boolean;
  add: (it: Pick<Unsent, 'reading' | 'pictures'>) => Promise<void>;
  send: () => Promise<void>;
};

async function ask(site_id: string, walk_down_id: string): Promise<KeptRound> {
  const me = await take(api.GET('/api/v1/me'));
  const round = await take(api.GET('/api/v1/sites/{site_id}/walk-downs/{walk_down_id}', { params: { path: { site_id, walk_down_id } } }));
  const site = me.sites.find((it) => it.id === site_id);
  return {
    id: walk_down_id,
    site_id,
    site_name: site?.name ?? '',
    time_zone: site?.time_zone ?? 'UTC',
    times: me.times,
    person_id: me.person.id,
    person_name: me.person.name,
    kept_at: new Date().toISOString(),
    round,
  };
}

/** Follows one round. Keeps it on the phone each time the server answers. */
export function useWalk(site_id: string, walk_down_id: string): Walk {
  const [kept, setKept] = useState<KeptRound | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const [sent, setSent] = useState<Sent>('all');
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  const send = useCallback(async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      let outcome = await sendAll(walk_down_id);
      const fresh = await ask(site_id, walk_down_id).catch(async (refusal: unknown) => {
        const old = await findRound(walk_down_id);
        if (outcome === 'all') outcome = unsendable(refusal) ?? 'all';
        if (old === undefined) setError(refusal);
        return old ?? null;
      });
      const waiting = await listUnsent(walk_down_id);
      // Whoever reads now stays who read: a kept round of another person is renewed only when nothing waits.
      if (fresh !== null && waiting.every((it) => it.person_id === fresh.person_id)) {
        await keepRound(fresh);
        setKept(fresh);
        if (fresh.round.state !== 'open') await forgetRound(walk_down_id);
      } else if (fresh !== null) setKept((old) => old ?? fresh);
      setUnsent(waiting);
      setSent(outcome);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, [site_id, walk_down_id]);

  useEffect(() => {
    const again = (): void => void send();
    void findRound(walk_down_id).then((old) => old !== undefined && setKept((now) => now ?? old));
    void listUnsent(walk_down_id).then(setUnsent);
    again();
    const timer = setInterval(again, againMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [send, walk_down_id]);

  const add: Walk['add'] = async ({ reading, pictures }) => {
    if (kept === null) return;
    await keepUnsent({ id: reading.id, site_id, walk_down_id, person_id: kept.person_id, reading, pictures, refused: null });
    setUnsent(await listUnsent(walk_down_id));
    void send();
  };
  return { kept, error, unsent, sent, busy, add, send };
}

/** The stops as the person sees them: what waits on the phone counts as read. */
export function withUnsent(route: readonly Stop[], unsent: readonly Unsent[]): (Stop & { waits: boolean })[] {
  const last = new Map(unsent.filter((it) => it.reading.asset_id !== null).map((it) => [it.reading.asset_id, it]));
  return route.map((stop) => {
    const it = last.get(stop.asset_id);
    return { ...stop, waits: it !== undefined, ...(it === undefined ? {} : { reading: asReading(stop, it) }) };
  });
}

function asReading(stop: Stop, { reading: it, id }: Unsent): NonNullable<Stop['reading']> {
  return {
    id,
    asset_id: stop.asset_id,
    outcome: it.outcome,
    firmware: it.firmware ?? null,
    serial: it.serial ?? null,
    order_number: it.order_number ?? null,
    key_position: it.key_position ?? null,
    location: it.location ?? null,
    remark: it.remark ?? null,
    photos: [],
    attention: [],
    person_name: null,
    read_at: it.read_at,
    received_at: it.read_at,
  };
}
