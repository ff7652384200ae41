// The signer of a starting server: its own process, or a service that is already there and only asked.
import { fileURLToPath } from 'node:url';
import type { Config } from '@holdfast/platform/config';
import { logger } from '@holdfast/platform/log';
import { openSignerClient, type SignerClient } from '@holdfast/platform/signer-client';
import { startSignerProcess } from '@holdfast/platform/signer-process';
import { signerFolderOf } from '@holdfast/platform/signer-folder';

const main = fileURLToPath(new URL('../../signer/src/main.ts', import.meta.url));

/** Starts it unless the configuration names the socket of a service. It being down stops nothing: acts go on, and the ledger says so. */
export async function openSigner(
  config: Pick<Config, 'dataDir' | 'signerSocket'>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ client: SignerClient; stop: () => Promise<void> }> {
  const { publicKeys } = signerFolderOf(config.dataDir);
  if (config.signerSocket !== null) return { client: openSignerClient({ socket: config.signerSocket, publicKeys }), stop: async () => {} };
  const started = await startSignerProcess({ dataDir: config.dataDir, main, log: logger('signer'), env });
  return { client: openSignerClient({ socket: started.socket, publicKeys }), stop: () => started.stop() };
}
