// Mailing notices: one mail a person for all that waits, in their language; tried again while the mail server is away.
import { readFileSync } from 'node:fs';
import type { Task } from '@holdfast/platform/jobs';
import type { Log } from '@holdfast/platform/log';
import { MailFault, type MailServer, sendMail } from '@holdfast/platform/mail';
import type { Database } from '@holdfast/platform/route';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import { isDailyHour, mailOf, type Words } from './rules.ts';
import { type KeptMail, listDaily, listToMail, noteMail, noteMailed, readMailSetting, type ToMail } from './store.ts';

export type MailParts = { db: Database; vault: Vault; publicUrl: string; log: Log };
export const passwordPurpose = 'mail/password';

/** Sends what waits for a person at once. Does nothing without a mail server; a fault that may pass is thrown, so that the queue tries again. */
export function mailTask(parts: MailParts): Task {
  return async (payload) => mailTo(parts, (payload as { person_id: string }).person_id, false);
}

/** Sends the daily mails that are due in this hour; for an hourly call. A fault of one does not keep the others. */
export async function mailDaily(parts: MailParts, now: Date): Promise<void> {
  for (const { person_id, time_zone } of await listDaily(parts.db)) {
    if (!isDailyHour(now, time_zone)) continue;
    await mailTo(parts, person_id, true).catch((error: unknown) => parts.log.warn('daily mail not sent', { person_id, error }));
  }
}

async function mailTo(parts: MailParts, person_id: string, also_daily: boolean): Promise<void> {
  const setting = await readMailSetting(parts.db);
  if (setting === null) return;
  const waiting = await listToMail(parts.db, person_id, also_daily);
  if (waiting.length === 0) return;
  const [{ email, language }] = waiting as [ToMail, ...ToMail[]];
  try {
    await sendMail(serverOf(parts.vault, setting), { to: email, ...mailOf(wordsOf(language), language, parts.publicUrl, waiting) });
    await noteMail(parts.db, null);
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    await noteMail(parts.db, error.code);
    if (!error.final) throw error;
    parts.log.warn('mail refused for good', { person_id, code: error.code });
  }
  await noteMailed(
    parts.db,
    waiting.map((it) => it.id),
  );
}

/** The kept setting as a server to send through. */
export function serverOf(vault: Vault, it: KeptMail): MailServer {
  const password = it.password_sealed === null ? null : vault.open(it.password_sealed, passwordPurpose);
  return { host: it.host, port: it.port, security: it.security, username: it.username, password, sender: it.sender };
}

const read = new Map<string, Words>();

/** The words of a language, keys joined by dots. */
export function wordsOf(language: 'en' | 'de'): Words {
  const known = read.get(language);
  if (known !== undefined) return known;
  const words: Record<string, string> = {};
  const flatten = (value: unknown, path: string): void => {
    if (typeof value === 'string') words[path] = value;
    else for (const [key, inner] of Object.entries(value as object)) flatten(inner, path === '' ? key : `${path}.${key}`);
  };
  flatten(JSON.parse(readFileSync(new URL(`./ui/words.${language}.json`, import.meta.url), 'utf8')), '');
  read.set(language, words);
  return words;
}
