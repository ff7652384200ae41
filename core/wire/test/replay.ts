// Test support: plays units given in hex through one dissector and writes down what it says, with the engine's own memory.
import { ByteReader } from '../src/byte-reader.ts';
import { ConversationPool } from '../src/conversation.ts';
import { ERROR, REQUEST, RESPONSE } from '../src/dissector.ts';
import type { Conversation, Dissector, Reading } from '../src/dissector.ts';
import { describeElement } from '../src/elements.ts';
import { RepeatedUnit } from '../src/repeated-unit.ts';
import { attackTechniques, operationClasses, protocolNames, signKinds } from '../src/words.ts';

/** One unit: which side sent it, and its bytes as hex (blanks are ignored). */
export type Unit = { from: 'client' | 'server'; hex: string };

/** What is expected of some units: operations as `protocol.key class direction [error] [technique]`, identities as `about name=value`. */
export type Vector = { name: string; units: readonly Unit[]; operations: readonly string[]; identities?: readonly string[] };

export type Said = {
  operations: string[];
  names: string[];
  elements: string[];
  signs: string[];
  identities: string[];
  undecoded: string[];
  faults: string[];
};

/** The bytes of hex text, blanks ignored. */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Latin-1 text as hex, filled up with NUL to `length` bytes. */
export const hexOf = (text: string, length = text.length): string =>
  Array.from(text.padEnd(length, '\0'), (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/** Plays `units` in order over one conversation. Faults read `kind at offset: what`. */
export function replay(dissector: Dissector, units: readonly Unit[]): Said {
  return replayBytes(
    dissector,
    units.map((unit) => ({ from: unit.from, bytes: bytesOf(unit.hex) })),
  );
}

/** @param knowsRepeats false: every unit is decoded, as if none like it had come before */
export function replayBytes(
  dissector: Dissector,
  units: readonly { from: 'client' | 'server'; bytes: Uint8Array }[],
  knowsRepeats = true,
): Said {
  const said: Said = { operations: [], names: [], elements: [], signs: [], identities: [], undecoded: [], faults: [] };
  const pool = new ConversationPool(1);
  const conversation = pool.get(pool.lend())!;
  const reading = listen(dissector, said, knowsRepeats ? conversation : withoutRepeats(conversation));
  const reader = new ByteReader();
  for (const { from, bytes } of units) {
    reading.fromServer = from === 'server';
    reader.reset(bytes, 0, bytes.length);
    dissector.read(reader, reading);
    if (reader.fault) said.faults.push(`${reader.fault.kind} at ${reader.fault.offset}: ${reader.fault.what}`);
  }
  return said;
}

const withoutRepeats = (conversation: Conversation): Conversation => ({
  remember: (key, value) => conversation.remember(key, value),
  recall: (key) => conversation.recall(key),
  peek: (key) => conversation.peek(key),
  repeated: () => new RepeatedUnit(),
});

function listen(dissector: Dissector, said: Said, conversation: Conversation): Reading {
  const speakers = new Map([dissector, ...(dissector.carries ?? [])].map((one) => [one.name as string, one]));
  return {
    conversation,
    fromServer: false,
    operation(protocol, code, operationClass, flags, attack = 0) {
      const name = protocolNames[protocol]!;
      const { key, name: plain } = speakers.get(name)!.describe(code);
      const direction = flags & REQUEST ? 'request' : flags & RESPONSE ? 'response' : 'unsolicited';
      const technique = attackTechniques[attack];
      said.operations.push(
        [`${name}.${key}`, operationClasses[operationClass], direction, flags & ERROR ? 'error' : '', technique ?? '']
          .filter(Boolean)
          .join(' '),
      );
      said.names.push(plain);
    },
    again(unit) {
      unit.tell((...told) => this.operation(...told));
      unit.tellElements((...told) => this.element(...told));
    },
    element(element, value) {
      const { class: of, ...named } = describeElement(element, value);
      said.elements.push(`${Object.values(named).join(' ')} ${of}`);
    },
    sign: (kind, detail) => void said.signs.push(`${signKinds[kind]} ${detail}`),
    undecoded: (protocol) => void said.undecoded.push(protocolNames[protocol]!),
    identity: (about, name, value) => void said.identities.push(`${about} ${name}=${value}`),
  };
}
