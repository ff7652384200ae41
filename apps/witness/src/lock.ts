// One witness per folder: two would each cosign without knowing what the other did.
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { WitnessFault } from './fault.ts';

/** Holds the folder as long as this process lives; what a dead one left is taken over. Throws WitnessFault while another one runs. */
export async function lockFolder(folder: string): Promise<Server> {
  const path = join(folder, 'lock');
  if (await isAnswered(path)) throw new WitnessFault('already_running', `Another witness runs on ${folder}. Stop it first.`);
  rmSync(path, { force: true });
  const server = createServer((socket) => void socket.destroy());
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  return server;
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = connect(path, () => {
      asked.destroy();
      done(true);
    });
    asked.on('error', () => done(false));
  });
}
