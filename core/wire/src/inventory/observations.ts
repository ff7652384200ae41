// What protocols said about devices: each value once, with the place it was first read.
import { internText } from '../addresses.ts';
import type { Position } from '../position.ts';
import type { AddressTable } from '../tables/address-table.ts';

/** One thing said of one address. `micros` since 1970 UTC; `frame` from 1. */
export type Observation = {
  address: number;
  name: string;
  value: string;
  protocol: number;
  confidence: number;
  file: number;
  frame: number;
  micros: number;
  /** When it was read at this place, and when the value was first said, among all that was. */
  order: number;
  since: number;
};
type Place = Pick<Observation, 'file' | 'frame' | 'micros' | 'order'>;

const MAX_VALUE_LENGTH = 256;
const MAX_VALUES_PER_NAME = 16;

export class Observations {
  readonly #addresses: AddressTable;
  readonly #position: Position;
  readonly #limit: number;
  readonly #byName = new Map<string, Observation[]>();
  #count = 0;

  constructor(addresses: AddressTable, position: Position, limit: number) {
    this.#addresses = addresses;
    this.#position = position;
    this.#limit = limit;
  }

  /** Notes `name` = `value` of an address; said again it only raises the confidence. */
  add(address: number, name: string, value: string, confidence: number, protocol: number): void {
    if (address === 0 || value === '') return;
    const text = value.slice(0, MAX_VALUE_LENGTH);
    const key = `${address} ${name}`;
    const known = this.#byName.get(key);
    const same = known?.find((one) => one.value === text);
    if (same !== undefined) {
      if (confidence > same.confidence) Object.assign(same, { confidence, protocol }, this.#here());
      return;
    }
    if (this.#count >= this.#limit || (known !== undefined && known.length >= MAX_VALUES_PER_NAME)) return;
    this.#count++;
    const observation = { address, name, value: text, protocol, confidence, ...this.#here(), since: this.#position.order };
    if (known === undefined) this.#byName.set(key, [observation]);
    else known.push(observation);
  }

  /** The same for an address given as text; nonsense is dropped. */
  addLiteral(about: string, name: string, value: string, confidence: number, protocol: number): void {
    this.add(internText(this.#addresses, about), name, value, confidence, protocol);
  }

  all(): Observation[] {
    return [...this.#byName.values()].flat();
  }

  /**
   * Takes in what was said in another inspection, earliest first: of a value said in both the surer telling stands, of equals the earlier.
   * @param address its number here
   */
  take(said: Observation, address: number): void {
    const key = `${address} ${said.name}`;
    const known = this.#byName.get(key);
    const same = known?.find((one) => one.value === said.value);
    if (same !== undefined) {
      const { protocol, confidence, file, frame, micros, order } = said;
      if (confidence > same.confidence || (confidence === same.confidence && order < same.order))
        Object.assign(same, { protocol, confidence, file, frame, micros, order });
      return;
    }
    if (address === 0 || this.#count >= this.#limit || (known !== undefined && known.length >= MAX_VALUES_PER_NAME)) return;
    this.#count++;
    if (known === undefined) this.#byName.set(key, [{ ...said, address }]);
    else known.push({ ...said, address });
  }

  #here(): Place {
    const { file, frame, micros, order } = this.#position;
    return { file, frame, micros, order };
  }
}
