// What may happen to an item of evidence, and by whom: one custodian at every moment, both sign a hand-over. Pure.
import type { CustodyAct, ItemState } from './schema.ts';

type Standing = {
  state: ItemState;
  custodian_id: string;
  receiver_id: string | null;
  destruction_asked: string | null;
  form: 'file' | 'object';
};

/** What people do to an item that exists. */
export const acts = [
  'sealed',
  'handed_over',
  'taken_back',
  'received',
  'accessed',
  'copied',
  'verified',
  'returned',
  'destruction_asked',
] as const;
export type DoneTo = (typeof acts)[number];

/** Why an act is refused now: a failure's code; null when it may be done. `is_custodian` and `is_receiver` are of the person who asks. */
export function refusalOf(doing: DoneTo, it: Standing, person_id: string): string | null {
  if (it.state === 'destroyed' || it.state === 'returned') return 'evidence_is_gone';
  const isCustodian = it.custodian_id === person_id;
  switch (doing) {
    case 'received':
      return it.receiver_id === person_id ? null : it.state === 'moving' ? 'only_the_receiver' : 'not_handed_over';
    case 'taken_back':
      return it.state !== 'moving' ? 'not_handed_over' : isCustodian ? null : 'only_the_custodian';
    case 'verified':
      return null;
    case 'accessed':
    case 'copied':
      return it.form === 'object' && doing === 'copied' ? 'objects_are_not_copied' : it.state === 'moving' ? 'is_moving' : null;
    default:
      if (!isCustodian) return 'only_the_custodian';
      if (it.state === 'moving') return 'is_moving';
      return it.destruction_asked === null ? null : 'destruction_waits';
  }
}

/** How an act changes where the item is. */
export function afterAct(doing: CustodyAct, it: Standing, to: string | null): Pick<Standing, 'state' | 'custodian_id' | 'receiver_id'> {
  const { custodian_id, receiver_id, state } = it;
  if (doing === 'handed_over') return { state: 'moving', custodian_id, receiver_id: to };
  if (doing === 'received') return { state: 'held', custodian_id: receiver_id ?? custodian_id, receiver_id: null };
  if (doing === 'taken_back') return { state: 'held', custodian_id, receiver_id: null };
  if (doing === 'returned' || doing === 'destroyed') return { state: doing, custodian_id, receiver_id: null };
  return { state, custodian_id, receiver_id };
}

/** The number as it stands on a label. */
export const labelOf = (number: number): string => `E-${number}`;
