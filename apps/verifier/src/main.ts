#!/usr/bin/env node
// holdfast-verify: verifies an evidence package on a machine without network and without Holdfast. Trusts only keys that were brought.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parsePolicy } from '@holdfast/core-ledger';
import { readFingerprint, readPem, readTrustedKeys, type StampTrust, type Trust, verifyPackage } from '@holdfast/core-package';
import { nodeCrypto, openSource } from './node-file.ts';
import { reportOf } from './report.ts';
import type { Language } from './words.ts';

const usage = `holdfast-verify package.zip --vkeys trusted.txt [--policy policy.txt] [--since old.checkpoint]
                             [--tsa authority.pem] [--tsa-sha256 FINGERPRINT] [--lang en|de]

  --vkeys   keys you received from the plant on another way than this package, one a line
  --policy  how many witnesses must have signed (C2SP tlog-policy)
  --since   a checkpoint you kept: shows that nothing before it was rewritten
  --tsa     certificates (PEM) of time stamping authorities you trust; --tsa-sha256 (may stand several times) names one by its fingerprint
  --lang    language of the answer

Ends with 0: holds, 1: changed, 2: not complete, 3: no key you trust, 64: wrong use.
`;
const WRONG_USE = 64;

type Asked = { path: string; trust: Trust; language: Language };

/** What was asked, or the sentence that says what is wrong with it. */
function readArguments(args: readonly string[]): Asked | string {
  const text = { type: 'string' } as const;
  const options = {
    vkeys: text,
    policy: text,
    since: text,
    lang: text,
    tsa: text,
    'tsa-sha256': { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return 'name one package';
  if (values.vkeys === undefined && values.policy === undefined) return 'name the file of keys you trust (--vkeys)';
  const keys = values.vkeys === undefined ? null : readTrustedKeys(readFileSync(values.vkeys, 'utf8'));
  if (keys !== null && !keys.ok) return `${values.vkeys}, line ${keys.error.offset + 1}: ${keys.error.what}`;
  const policy = values.policy === undefined ? null : parsePolicy(readFileSync(values.policy, 'utf8'));
  if (policy !== null && !policy.ok) return `${values.policy}, line ${policy.error.offset + 1}: ${policy.error.what}`;
  const stamps = readStamps(values.tsa ?? null, values['tsa-sha256'] ?? []);
  if (typeof stamps === 'string') return stamps;
  const since = values.since === undefined ? null : readFileSync(values.since, 'utf8');
  const trust = { keys: keys?.value ?? [], policy: policy?.value ?? null, since, stamps };
  return { path, trust, language: values.lang === 'de' ? 'de' : 'en' };
}

function readStamps(path: string | null, words: readonly string[]): StampTrust | string | null {
  const certificates = path === null ? [] : readPem(readFileSync(path, 'utf8'));
  if (certificates === null) return `${path}: no certificate in PEM`;
  const fingerprints = words.map(readFingerprint);
  if (!fingerprints.every((it) => it !== null)) return '--tsa-sha256 takes the 64 digits of a SHA-256';
  return certificates.length + fingerprints.length === 0 ? null : { certificates, fingerprints };
}

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n\n${usage}`);
    return WRONG_USE;
  }
  const source = await openSource(asked.path);
  const report = reportOf(await verifyPackage(source, asked.trust, nodeCrypto), asked.language);
  await source.close();
  const sections = report.sections.map(({ heading, lines }) => `\n${heading}\n${lines.map((line) => `  - ${line}\n`).join('')}`);
  process.stdout.write(`${report.outcome}\n${sections.join('')}`);
  return report.exit;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = WRONG_USE;
}
