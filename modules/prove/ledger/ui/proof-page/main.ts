// The script inside a given proof: judges what the page holds against the keys somebody enters, and shows it. Runs without a network.
import { nobleCrypto } from '@holdfast/ledger/rules.crypto';
import { type GivenProof, judgeProof } from '@holdfast/ledger/rules.proof';
import { givenId } from '@holdfast/ledger/rules.given';
import { show } from './show.ts';

function readGiven(): GivenProof | null {
  try {
    return JSON.parse(document.getElementById(givenId)?.textContent ?? '') as GivenProof;
  } catch {
    return null;
  }
}

const given = readGiven();
const nothing: GivenProof = { tlog_proof: '', entry: '', openings: [], said: { title: '', actor_name: null, given_at: '' }, sum: '' };

show(given ?? nothing, (keys) => {
  try {
    return judgeProof(given ?? nothing, keys, nobleCrypto);
  } catch {
    return { is: 'not_proven', why: 'malformed', what: 'JSON', facts: null };
  }
});
