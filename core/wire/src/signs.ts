// What the wire showed that is worth a look though nothing was changed: once for a pair of ends, with how often and where it was first.
import type { Position } from './position.ts';
import { signKinds } from './words.ts';

/** Between whom: numbers of addresses; 0 where a sign has one end only. Never what was secret: `detail` names a version or a way. */
export type Sign = {
  kind: number;
  client: number;
  server: number;
  protocol: number;
  detail: string;
  count: number;
  file: number;
  frame: number;
  micros: number;
  last: number;
  /** When it was first seen, among all that was. */
  since: number;
};

export class Signs {
  readonly #position: Position;
  readonly #limit: number;
  readonly #byKey = new Map<string, Sign>();
  /** Signs past the limit, counted as often as they were met. */
  folded = 0;

  constructor(position: Position, limit: number) {
    this.#position = position;
    this.#limit = limit;
  }

  /** @param kind its place in `signKinds` */
  note(kind: number, client: number, server: number, protocol: number, detail: string): void {
    const key = `${kind} ${client} ${server} ${protocol} ${detail}`;
    const { file, frame, micros, order } = this.#position;
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      known.count++;
      if (micros > known.last) known.last = micros;
    } else if (this.#byKey.size >= this.#limit || signKinds[kind] === undefined) this.folded++;
    else this.#byKey.set(key, { kind, client, server, protocol, detail, count: 1, file, frame, micros, last: micros, since: order });
  }

  /** Takes in what another inspection saw; of one pair all is in one. @param addressOf number here of an address there */
  take(seen: Sign, addressOf: Int32Array): void {
    const [client, server] = [addressOf[seen.client]!, addressOf[seen.server]!];
    const key = `${seen.kind} ${client} ${server} ${seen.protocol} ${seen.detail}`;
    if (this.#byKey.size >= this.#limit) this.folded += seen.count;
    else this.#byKey.set(key, { ...seen, client, server });
  }

  all(): Sign[] {
    return [...this.#byKey.values()];
  }
}
