// A time stamping authority by openssl: a root, a certificate that stamps, and answers to requests. For tests; they skip aloud without openssl.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const needsOpenssl: string | false = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL') ? false : 'needs openssl';
  } catch {
    return 'needs openssl';
  }
})();

/** How its keys are made: arguments of `openssl genpkey`. */
export const keyKinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const;

export type Authority = { root_pem: string; stamp_pem: string; stamp(data: Uint8Array): Uint8Array };
type After = { after(work: () => void): void };

/** `digest`: the hash it signs with. `usage`: what its certificate is for; `with_certificates` false: the answer brings none. */
export function openAuthority(
  t: After,
  kind: keyof typeof keyKinds,
  it: { digest?: string; usage?: string; days?: string } = {},
): Authority {
  const { digest = 'sha256', usage = 'critical,timeStamping', days = '20' } = it;
  const folder = mkdtempSync(join(tmpdir(), 'hf-authority-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  write('serial', '01\n');
  write('ts.ext', `extendedKeyUsage = ${usage}\nkeyUsage = critical,digitalSignature\n`);
  write(
    'ts.cnf',
    `[ts]\nserial = serial\nsigner_cert = ts.pem\ncerts = ca.pem\nsigner_key = ts.key\nsigner_digest = ${digest}\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n`,
  );
  for (const name of ['ca', 'ts']) run('genpkey', ...keyKinds[kind], '-out', `${name}.key`);
  run('req', '-x509', '-new', '-key', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Root of the test', '-days', '30', `-${digest}`);
  run('req', '-new', '-key', 'ts.key', '-out', 'ts.csr', '-subj', '/O=Test/CN=Test time stamps');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '2', '-days', days, '-extfile', 'ts.ext', `-${digest}`];
  run('x509', '-req', '-in', 'ts.csr', ...signed, '-out', 'ts.pem');
  return {
    root_pem: read('ca.pem').toString(),
    stamp_pem: read('ts.pem').toString(),
    stamp(data) {
      writeFileSync(join(folder, 'data'), data);
      run('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'q.tsq');
      run('ts', '-reply', '-config', 'ts.cnf', '-section', 'ts', '-queryfile', 'q.tsq', '-out', 'r.tsr');
      return read('r.tsr');
    },
  };
}
