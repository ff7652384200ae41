// Decisions about handling: which act fits where an asset is in its life, and where it is after it.
import type { Asset, Handling, HandlingAct } from './schema.ts';

type Life = Pick<Asset, 'lifecycle' | 'standing'>;

const isGone = (it: Life): boolean => it.lifecycle === 'retired' || it.lifecycle === 'wiped';

/** Why the act does not fit the asset, as a code; null when it does. */
export function refuseHandling(it: Life, act: HandlingAct): string | null {
  switch (act) {
    case 'onboarded':
      if (isGone(it)) return 'asset_retired';
      return it.lifecycle === 'in_service' && it.standing === 'accepted' ? 'already_so' : null;
    case 'moved':
      return isGone(it) ? 'asset_retired' : null;
    case 'retired':
      return isGone(it) ? 'already_so' : null;
    case 'wiped':
      return it.lifecycle === 'wiped' ? 'already_so' : null;
    case 'brought_back':
      return isGone(it) ? null : 'asset_not_retired';
  }
}

/** What the act itself lacks, as a code; null when it is whole. A move needs a place to go to, a wipe the way it was done. */
export function refuseRequest(it: Pick<Handling, 'act' | 'to_zone_id' | 'to_location' | 'method'>): string | null {
  if (it.act === 'moved' && it.to_zone_id === null && it.to_location === null) return 'move_needs_place';
  if (it.act === 'wiped' && it.method === null) return 'wipe_needs_method';
  return it.act !== 'wiped' && it.method !== null ? 'method_without_wipe' : null;
}

/** Where the asset is after the act. A move changes neither. */
export function lifeAfter(act: HandlingAct): Life | null {
  switch (act) {
    case 'onboarded':
    case 'brought_back':
      return { lifecycle: 'in_service', standing: 'accepted' };
    case 'retired':
      return { lifecycle: 'retired', standing: 'retired' };
    case 'wiped':
      return { lifecycle: 'wiped', standing: 'retired' };
    case 'moved':
      return null;
  }
}
