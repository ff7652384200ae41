// A request that needs a person: at a shared terminal the server answers `person_needed`; whoever stands there says who they are, and it is sent again.

const personHeader = 'holdfast-person';

/** Asks who stands there. Resolves to the token to send along, or null when they gave up. */
type Ask = () => Promise<string | null>;

let ask: Ask | null = null;
let current: string | null = null;
let line: Promise<unknown> = Promise.resolve();

/** Sets who is asked for a person; null where the browser is no shared terminal. */
export function askForPerson(next: Ask | null): void {
  ask = next;
  if (next === null) current = null;
}

/** The token that goes along with every request for a while; null for nobody. */
export function actAs(token: string | null): void {
  current = token;
}

/**
 * For what goes past `fetchAsPerson` with a large body: who is named, asked before one byte of it is sent. `headers` go along with it; null
 * when somebody was needed and nobody said who they are. `isOver` is told when the server refused them: their time is over.
 */
export async function nameFirst(): Promise<{ headers: Readonly<Record<string, string>>; isOver: () => boolean } | null> {
  if (ask === null) return { headers: {}, isOver: () => false };
  const token = current ?? (await askInLine(ask));
  if (token === null) return null;
  const isOver = (): boolean => {
    if (current === token) current = null;
    return true;
  };
  return { headers: { [personHeader]: token }, isOver };
}

/** `fetch` for the pages: at a terminal, what needs a person asks for one and is sent again with them. */
export async function fetchAsPerson(request: Request): Promise<Response> {
  if (ask === null) return globalThis.fetch(request);
  const again = request.clone();
  const sent = current;
  if (sent !== null) request.headers.set(personHeader, sent);
  const answer = await globalThis.fetch(request);
  if (!(await needsPerson(answer))) return answer;
  // Refused with the person who was named: their time is over.
  if (sent !== null && current === sent) current = null;
  const token = await askInLine(ask);
  if (token === null) return answer;
  again.headers.set(personHeader, token);
  return globalThis.fetch(again);
}

// One question at a time: a second request waits until the first is answered, and takes the same person when they stay for a while.
function askInLine(question: Ask): Promise<string | null> {
  const mine = line.then(() => current ?? question());
  line = mine.catch(() => undefined);
  return mine;
}

async function needsPerson(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const problem: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'person_needed';
}
