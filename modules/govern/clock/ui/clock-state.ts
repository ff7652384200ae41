// Asks the server for its time and compares it with this device's.
import { createClient, take } from '@holdfast/client';
import { useQuery } from '@tanstack/react-query';
import { deviceDrift } from '../rules.ts';
import type { ClockState } from '../schema.ts';

const api = createClient();

/** `device_ms`: to be added to this device's clock, null while it agrees. */
export type SeenClock = ClockState & { device_ms: number | null };

/** Asked at once, every five minutes, and when the window is looked at again. */
export function useClock() {
  return useQuery({
    queryKey: ['clock', 'state'],
    queryFn: async (): Promise<SeenClock> => {
      const sent = Date.now();
      const state = await take(api.GET('/api/v1/clock'));
      return { ...state, device_ms: deviceDrift(sent, Date.now(), Date.parse(state.server_time)) };
    },
    refetchInterval: 300_000,
    refetchOnWindowFocus: true,
  });
}

/** Seconds with one decimal, without the sign, in the reader's language. */
export function secondsOf(ms: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(Math.abs(ms) / 1000);
}
