// The server's side of the signer: asks over its socket, knows its public keys, and remembers what it said last of each log.
import { request } from 'node:http';
import {
  type Checkpoint,
  formatAddCheckpoint,
  formatCheckpoint,
  type NoteSignature,
  parseConflict,
  parseSignatures,
  witnessStatus,
} from '@holdfast/core-ledger';
import { keysOf, type LogSigner, SignerDown, SignerRefused } from './signer-key.ts';
import { bareKeyOf, readPublicKeys, writePublicKeys } from './signer-folder.ts';
import type { PublicKey, SignerFacts } from './signer-protocol.ts';

export type SignerClient = LogSigner & {
  /** What the signer says of itself. Throws SignerDown; SignerRefused when it holds another key than the one known here. */
  facts(): Promise<SignerFacts>;
  /** Shows it the last checkpoint of a log it does not know; false when that is not under its key. */
  adopt(origin: string, note: string): Promise<boolean>;
  /** Takes the signer that is there now for the one that was lost, with its keys before those known; part of the restore ceremony. */
  accept(): Promise<void>;
  prepareRotation(word: string | null): Promise<SignerFacts>;
  commitRotation(): Promise<SignerFacts>;
};

export type ClientOptions = {
  socket: string;
  /** File of the public keys seen so far. */
  publicKeys: string;
  timeoutMs?: number;
};

/** A client over the socket; connects for each question, so that a signer may come and go. */
export function openSignerClient({ socket, publicKeys, timeoutMs = 3000 }: ClientOptions): SignerClient {
  let known = readPublicKeys(publicKeys);
  const heads = new Map<string, number>();
  const ask = (method: string, path: string, body = ''): Promise<Said> => exchange({ socket, method, path, body, timeoutMs });
  // Keys of a signer that was lost stay behind those in use: checkpoints of former epochs are read with them.
  const keep = (told: PublicKey[]): void => {
    const next = [...told, ...known.filter((key) => !told.some((it) => isSame(it, key)))];
    if (next.length !== known.length || next.some((key, n) => !isSame(key, known[n]!))) writePublicKeys(publicKeys, next);
    known = next;
  };
  const learn = (facts: SignerFacts): SignerFacts => {
    const told = [...facts.keys, ...facts.retired];
    // A signer that does not know the key it had was replaced, with all it remembered.
    if (known.length > 0 && !told.some((key) => isSame(key, known[0]!))) throw otherKey();
    keep(told);
    for (const { origin, size } of facts.heads) heads.set(origin, size);
    return facts;
  };
  const facts = async (): Promise<SignerFacts> => learn(JSON.parse((await ask('GET', '/state')).body) as SignerFacts);
  const rotate = async (path: string, word: string): Promise<SignerFacts> =>
    learn(JSON.parse((await ask('POST', path, word)).body) as SignerFacts);
  return {
    ...keysOf(() => known.map(bareKeyOf)),
    facts,
    sign: async (checkpoint, prove) => {
      await facts();
      const said = await signOnce(ask, checkpoint, heads.get(checkpoint.origin) ?? 0, prove);
      heads.set(checkpoint.origin, checkpoint.size);
      return said;
    },
    adopt: async (origin, note) => (await ask('POST', `/adopt?origin=${encodeURIComponent(origin)}`, note)).status === 200,
    accept: async () => {
      const facts = JSON.parse((await ask('GET', '/state')).body) as SignerFacts;
      keep([...facts.keys, ...facts.retired]);
    },
    prepareRotation: (word) => rotate('/rotation', word ?? ''),
    commitRotation: () => rotate('/rotation/commit', ''),
  };
}

type Said = { status: number; body: string };

async function signOnce(
  ask: (method: string, path: string, body: string) => Promise<Said>,
  checkpoint: Checkpoint,
  head: number,
  prove: (from: number) => Promise<readonly Uint8Array[]>,
): Promise<NoteSignature[]> {
  let old = head;
  for (let tries = 0; ; tries += 1) {
    if (old > checkpoint.size) throw refused('older', checkpoint, old);
    const proof = old === 0 || old === checkpoint.size ? [] : await prove(old);
    const asked = formatAddCheckpoint({ old_size: old, proof: [...proof], checkpoint: formatCheckpoint(checkpoint) });
    const { status, body } = await ask('POST', '/sign', asked);
    if (status === 200) return readSignatures(body);
    const signed = status === witnessStatus.conflict ? parseConflict(body) : null;
    if (status === witnessStatus.inconsistent || (signed !== null && signed === old)) throw refused('differs', checkpoint, old);
    if (signed === null || tries === 2) throw new SignerDown('answers_wrong', `the signer answered ${status} ${body.trim()}`);
    old = signed;
  }
}

function readSignatures(body: string): NoteSignature[] {
  const read = parseSignatures(body);
  if (!read.ok) throw new SignerDown('answers_wrong', `the signer's signatures cannot be read: ${read.error.what}`);
  return read.value;
}

function refused(code: 'older' | 'differs', { origin, size }: Checkpoint, signed: number): SignerRefused {
  const why = code === 'older' ? `has ${size} entries, fewer than the ${signed} signed` : `does not extend the ${signed} entries signed`;
  return new SignerRefused(code, signed, `${origin} ${why}`);
}

function otherKey(): SignerRefused {
  return new SignerRefused('other_key', 0, 'the signer holds another key than the one the ledger was signed with');
}

const isSame = (a: PublicKey, b: PublicKey): boolean => a.type === b.type && a.public_key === b.public_key;

type Question = { socket: string; method: string; path: string; body: string; timeoutMs: number };

/** One exchange. Throws SignerDown for no answer in time and for the signer's own 503. */
function exchange({ socket, method, path, body, timeoutMs }: Question): Promise<Said> {
  return new Promise((done, fail) => {
    const asked = request({ socketPath: socket, method, path, timeout: timeoutMs, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', (error) => fail(downOf(error)));
      response.on('end', () =>
        response.statusCode === 503 ? fail(ownFault(text)) : done({ status: response.statusCode ?? 0, body: text }),
      );
    });
    asked.on('timeout', () => asked.destroy(new SignerDown('no_answer', 'the signer does not answer in time')));
    asked.on('error', (error) => fail(downOf(error)));
    asked.end(body);
  });
}

function downOf(error: Error): SignerDown {
  if (error instanceof SignerDown) return error;
  const code = 'code' in error && error.code === 'EACCES' ? 'no_access' : 'no_answer';
  return new SignerDown(code, `the signer does not answer: ${error.message}`);
}

function ownFault(text: string): SignerDown {
  const { code, message } = JSON.parse(text) as { code: string; message: string };
  return new SignerDown(code, message);
}
