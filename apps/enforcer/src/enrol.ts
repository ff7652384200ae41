// Enrolment: finds the server behind the code's fingerprint, makes a key here, and brings back certificate, authority and policy key.
import { connect } from 'node:tls';
import { parseVerifierKey } from '@holdfast/core-ledger';
import { fingerprintOfKey } from '@holdfast/core-policy';
import { fingerprintOfPem, pinOf, readEnrolmentCode } from '@holdfast/platform/enrolment-code';
import { makeMachineKey, makeMachineRequest } from '@holdfast/platform/machine-request';
import { EnforcerFault } from './fault.ts';
import { type Identity, keepIdentity, readIdentity, trustAnew } from './folder.ts';
import { openLink } from './link.ts';

const defaultPort = 4445;
const timeoutMs = 30_000;

/** Enrols this machine and keeps who it is. Throws EnforcerFault with a sentence for each way it can fail. */
export async function enrol(
  folder: string,
  server: string,
  code: string,
  again: boolean,
): Promise<Identity & { policy_fingerprint: string }> {
  if (!again && isEnrolled(folder))
    throw new EnforcerFault('already_enrolled', `${folder} is enrolled already. Add --again to replace it; what it holds stays in force.`);
  const read = readEnrolmentCode(code);
  if (read === null)
    throw new EnforcerFault('code_wrong', 'That is no enrolment code. It has eight groups of up to five signs; copy the whole line.');
  const url = urlOf(server);
  const authority = await fetchAuthority(url);
  if (pinOf(fingerprintOfPem(authority)) !== read.pin)
    throw new EnforcerFault(
      'other_server',
      `The server at ${url} is not the one the code was made by. Check the address; else somebody stands in between.`,
    );
  const key_pem = makeMachineKey();
  const link = openLink(url, { authorities: [authority] });
  try {
    const csr_pem = await makeMachineRequest(key_pem);
    const { status, body } = await link.ask('POST', '/machine/v1/enforcer/enrolment', { secret: read.secret, csr_pem }, timeoutMs);
    if (status !== 200) throw refusal(status, body);
    const told = body as Omit<Identity, 'format' | 'server' | 'key_pem' | 'authorities'>;
    const key = parseVerifierKey(told.policy_key);
    if (!key.ok) throw new EnforcerFault('policy_key_wrong', 'The server sent no policy key.');
    const identity: Identity = { ...told, format: 1, server: url, authorities: [authority], key_pem };
    keepIdentity(folder, identity);
    trustAnew(folder, identity);
    return { ...identity, policy_fingerprint: fingerprintOfKey(key.value) };
  } finally {
    link.close();
  }
}

/** A damaged identity counts as one: somebody shall know that it is replaced. */
function isEnrolled(folder: string): boolean {
  try {
    return readIdentity(folder) !== null;
  } catch (thrown) {
    if (thrown instanceof EnforcerFault && thrown.code === 'identity_damaged') return true;
    throw thrown;
  }
}

/** `host`, `host:port` or an https address; without a port the one of the door for machines. */
function urlOf(server: string): string {
  const text = /^https?:\/\//.test(server) ? server : `https://${server}`;
  if (!URL.canParse(text) || text.startsWith('http:'))
    throw new EnforcerFault('server_wrong', `"${server}" is no address such as holdfast.plant.example:${defaultPort}.`);
  const url = new URL(text);
  return `https://${url.hostname}:${url.port === '' ? defaultPort : url.port}`;
}

// Nobody is trusted yet: what comes back counts only because the code tells its fingerprint.
function fetchAuthority(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((done, fail) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false, minVersion: 'TLSv1.2', timeout: timeoutMs }, () => {
      socket.write(`GET /machine/v1/authority HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.length > 100_000) socket.destroy();
    });
    const unreachable = (error: Error): void => fail(new EnforcerFault('unreachable', `${url} does not answer: ${error.message}.`));
    socket.on('error', unreachable);
    socket.on('timeout', () => socket.destroy(new Error('no answer in time')));
    socket.on('close', () => {
      const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text.replaceAll('\\n', '\n'))?.[0];
      if (pem === undefined) unreachable(new Error('no certificate of an authority'));
      else done(`${pem}\n`);
    });
  });
}

const sentences: Readonly<Record<string, string>> = {
  enrolment_code_wrong: 'The code is wrong, was used, or is over. Have a new one made on the page of enforcers.',
  too_many_tries: 'Too many tries from this address. Wait a minute.',
};

function refusal(status: number, body: unknown): EnforcerFault {
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  return new EnforcerFault(code || 'refused', sentences[code] ?? `The server refused (${status}${code === '' ? '' : `, ${code}`}).`);
}
