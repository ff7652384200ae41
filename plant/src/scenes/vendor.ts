// The vendor of packaging line 2: a VPN address that comes through the DMZ's gateway, and one way that goes past it.
import { deviceOf } from '../plant.ts';
import type { Act, Stage } from '../stage.ts';
import { useDesktop, visit } from './talk.ts';

/** The vendor signs in at the gateway, goes over the jump host, and also straight to the line's engineering station. */
export function* vendorVisit(stage: Stage): Act {
  const [vendor, gateway, jump, station] = ['vendor-laptop', 'dmz-rag', 'dmz-jump-01', 'l2-ews'].map((key) => deviceOf(stage.plant, key));
  if (vendor === undefined || gateway === undefined || jump === undefined || station === undefined) return;
  yield* visit({ stage, client: vendor, server: gateway }, 'dmz-rag', 3000);
  yield 20_000_000;
  yield* useDesktop({ stage, client: gateway, server: jump }, 'packfix', 20);
  yield 10_000_000;
  yield* useDesktop({ stage, client: jump, server: station }, 'packfix', 40);
  yield 30_000_000;
  yield* useDesktop({ stage, client: vendor, server: station, options: { needed: false } }, 'packfix', 60);
}
