// A proof fetched, judged in this browser, and made into the page that is given away.
import type { Entry } from '@holdfast/ledger/schema';
import type { GivenProof, Opening, ProofVerdict, Said } from '@holdfast/ledger/rules.proof';
import { askEntry, askProofFile, askState, type WhichLog } from './ledger-calls.ts';
// Built by the bundler into one script that needs nothing else, and fetched only when somebody is given a proof.
// oxlint-disable-next-line import/default -- the bundler's, not the file's
import scriptUrl from './proof-page/main.ts?worker&url';

export type CheckedProof = {
  idx: number;
  tlog_proof: string;
  entry: string;
  checkpoint: string;
  openings: (Opening & { name: string })[];
  verdict: ProofVerdict;
};

/** Null while no checkpoint covers the entry. */
export async function askProof(log: WhichLog, { id }: Entry): Promise<CheckedProof | null> {
  const [entry, state] = await Promise.all([askEntry(log, id), askState(log)]);
  if (entry.proof === null || entry.idx === null) return null;
  const tlog_proof = await askProofFile(log, id, entry.epoch);
  const openings = entry.erasable.flatMap(({ n, name, opening }) => (opening === null ? [] : [{ n, name, ...opening }]));
  const [{ judgeProof, checkpointOf }, { nobleCrypto }] = await judging();
  const given = await sealed({ tlog_proof, entry: entry.body, openings: [], said: { title: '', actor_name: null, given_at: '' } });
  const verdict = judgeProof(given, state.vkeys.join('\n'), nobleCrypto);
  return { idx: entry.idx, tlog_proof, entry: entry.body, checkpoint: checkpointOf(tlog_proof), openings, verdict };
}

/** The page to give away. `isOpened`: with the texts people wrote. */
export async function pageOf(proof: CheckedProof, said: Omit<Said, 'given_at'>, isOpened: boolean): Promise<string> {
  const response = await fetch(scriptUrl);
  if (!response.ok) throw new TypeError('the judging script is not there');
  const openings = isOpened ? proof.openings.map(({ n, salt, payload }) => ({ n, salt, payload })) : [];
  const { tlog_proof, entry } = proof;
  const given = await sealed({ tlog_proof, entry, openings, said: { ...said, given_at: new Date().toISOString() } });
  const [, { nobleCrypto }] = await judging();
  const { makeProofPage } = await import('@holdfast/ledger/rules.given');
  return makeProofPage(given, await response.text(), nobleCrypto.sha256);
}

// The cryptography is large and needed by few: fetched with the first proof.
const judging = () => Promise.all([import('@holdfast/ledger/rules.proof'), import('@holdfast/ledger/rules.crypto')]);

async function sealed(given: Omit<GivenProof, 'sum'>): Promise<GivenProof> {
  const [{ sumOf }, { nobleCrypto }] = await judging();
  return { ...given, sum: sumOf(given, nobleCrypto) };
}
