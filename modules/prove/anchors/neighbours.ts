// What the witness this organisation runs says of the logs of others that it cosigns.
import { exchangeWith, OutboundFault } from '@holdfast/platform/outbound';
import { z } from 'zod';
import { neighbours, type Neighbours } from './schema.ts';
import { outboundTo, type SendParts } from './send.ts';
import type { KeptPolicy } from './store.ts';

const said = neighbours.pick({ logs: true, vkeys: true }).extend({ name: z.string() });

/** Asks it; a witness that does not answer, or not as one, is a fault the page words. */
export async function askNeighbours(parts: Pick<SendParts, 'resolve'>, policy: KeptPolicy): Promise<Neighbours> {
  const url = policy.own_witness;
  const nothing = { url, name: null, vkeys: [], logs: [], fault: null };
  if (url === null) return nothing;
  const private_host = policy.own_witness_private ? new URL(url).hostname : null;
  try {
    const { status, body } = await exchangeWith(
      { ...outboundTo(parts, { url, private_host }, '/logs'), timeoutMs: 4000 },
      { method: 'GET' },
    );
    const read = said.safeParse(status === 200 ? parseJson(body.toString('utf8')) : null);
    return read.success ? { url, fault: null, ...read.data } : { ...nothing, fault: 'no_witness_there' };
  } catch (thrown) {
    if (thrown instanceof OutboundFault) return { ...nothing, fault: thrown.code };
    throw thrown;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
