// The verifier as one page: a package is chosen or dropped, read in pieces by this browser, and sent nowhere.
import { parsePolicy } from '@holdfast/core-ledger';
import { nobleCrypto } from '@holdfast/core-ledger/noble-crypto';
import {
  crc32,
  type PackageCrypto,
  readFingerprint,
  readPem,
  readTrustedKeys,
  type StampTrust,
  type Trust,
  verifyPackage,
} from '@holdfast/core-package';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Report, reportOf } from '../src/report.ts';
import type { Language } from '../src/words.ts';
import { pageWords } from './page-words.ts';

const crypto: PackageCrypto = {
  ...nobleCrypto,
  // WebCrypto cannot hash in pieces, and a package may be larger than memory.
  startSha256: () => {
    const running = sha256.create();
    return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
  },
  crc32,
};

let language: Language = navigator.language.startsWith('de') ? 'de' : 'en';
const app = document.querySelector('#app')!;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = '',
  props: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { textContent: text, ...props });
}

function labelled<T extends HTMLElement>(text: string, hint: string, field: T, id: string): T {
  field.id = id;
  app.append(element('label', text, { htmlFor: id }), element('div', hint, { className: 'muted' }), field);
  return field;
}

function draw(): void {
  const words = pageWords[language];
  document.documentElement.lang = language;
  document.title = words.title;
  app.replaceChildren();
  const top = element('div', '', { className: 'top' });
  const other = element('button', words.other_language, { type: 'button' });
  other.onclick = () => {
    language = language === 'en' ? 'de' : 'en';
    draw();
  };
  top.append(element('h1', words.title), other);
  app.append(top, element('p', words.lead, { className: 'muted' }));
  const file = labelled(words.package, words.package_hint, element('input', '', { type: 'file', accept: '.zip' }), 'package');
  const keys = labelled(words.keys, words.keys_hint, element('textarea', '', { spellcheck: false }), 'keys');
  const since = labelled(words.since, words.since_hint, element('textarea', '', { spellcheck: false }), 'since');
  const policy = labelled(words.policy, words.policy_hint, element('textarea', '', { spellcheck: false }), 'policy');
  const stamps = labelled(words.stamps, words.stamps_hint, element('textarea', '', { spellcheck: false }), 'stamps');
  const start = element('button', words.verify, { type: 'button', id: 'verify' });
  const result = element('section', '', { ariaLive: 'polite' });
  start.onclick = () => void answer(result, start, { file, keys, since, policy, stamps });
  document.ondragover = (event) => event.preventDefault();
  document.ondrop = (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null && event.dataTransfer.files.length > 0) file.files = event.dataTransfer.files;
  };
  app.append(start, result);
}

type Fields = { file: HTMLInputElement } & Record<'keys' | 'since' | 'policy' | 'stamps', HTMLTextAreaElement>;

async function answer(result: HTMLElement, start: HTMLButtonElement, fields: Fields): Promise<void> {
  const words = pageWords[language];
  start.disabled = true;
  try {
    const trust = readTrust(fields);
    const file = fields.file.files?.[0];
    if (typeof trust === 'string' || file === undefined)
      result.replaceChildren(element('p', typeof trust === 'string' ? trust : words.no_package));
    else
      result.replaceChildren(
        ...shown(await verify(file, trust, (share) => result.replaceChildren(element('p', `${words.reading} ${share} %`)))),
      );
  } catch {
    result.replaceChildren(element('p', words.unreadable));
  } finally {
    start.disabled = false;
  }
}

function readTrust({ keys, since, policy, stamps }: Fields): Trust | string {
  const words = pageWords[language];
  const read = readTrustedKeys(keys.value);
  if (!read.ok) return `${words.keys_wrong} (${words.line} ${read.error.offset + 1}: ${read.error.what})`;
  const rule = policy.value.trim() === '' ? null : parsePolicy(policy.value.endsWith('\n') ? policy.value : `${policy.value}\n`);
  if (rule !== null && !rule.ok) return `${words.policy_wrong} (${words.line} ${rule.error.offset + 1}: ${rule.error.what})`;
  const old = since.value.trim() === '' ? null : `${since.value.trimEnd()}\n`;
  const authorities = readStamps(stamps.value.trim());
  if (typeof authorities === 'string') return words[authorities];
  return { keys: read.value, policy: rule?.value ?? null, since: old, stamps: authorities };
}

/** Certificates in PEM, or fingerprints, one a line. */
function readStamps(text: string): StampTrust | 'stamps_wrong' | null {
  if (text === '') return null;
  if (text.includes('BEGIN CERTIFICATE')) {
    const certificates = readPem(text);
    return certificates === null ? 'stamps_wrong' : { certificates, fingerprints: [] };
  }
  const fingerprints = text.split('\n').map(readFingerprint);
  return fingerprints.every((it) => it !== null) ? { certificates: [], fingerprints } : 'stamps_wrong';
}

async function verify(file: File, trust: Trust, tell: (share: number) => void): Promise<Report> {
  let last = -1;
  const source = {
    size_bytes: file.size,
    read: async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
  const verdict = await verifyPackage(source, trust, crypto, (bytes) => {
    const share = Math.floor((100 * bytes) / Math.max(1, file.size));
    if (share > last) tell((last = share));
  });
  return reportOf(verdict, language);
}

function shown(report: Report): HTMLElement[] {
  const outcome = element('div', report.outcome, { className: 'outcome' });
  outcome.dataset['exit'] = String(report.exit);
  const sections = report.sections.flatMap(({ heading, lines }) => {
    const list = element('ul');
    list.append(...lines.map((line) => element('li', line)));
    return [element('h2', heading), list];
  });
  return [outcome, ...sections];
}

draw();
