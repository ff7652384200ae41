// Routes of notices: one's own, what one wants of them, and the mail server.
import { Failure } from '@holdfast/platform/failure';
import { MailFault, sendMail } from '@holdfast/platform/mail';
import { route } from '@holdfast/platform/route';
import { done } from '@holdfast/platform/shapes';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import { z } from 'zod';
import { keepMail, seeMail } from './access.ts';
import { passwordPurpose, serverOf, wordsOf } from './jobs.ts';
import { fillIn } from './rules.ts';
import { changedChoices, choices, mailState, mailTest, newMailSetting, noticePage, noticeQuery, readNotices } from './schema.ts';
import { keepChoices, keepMailSetting, listNotices, markRead, noteMail, readChoices, readMailSetting } from './store.ts';

/** `addressOf`: the mail address and language of a person. */
export type NoticeNeeds = { vault: Vault; addressOf(person_id: string): Promise<{ email: string; language: 'en' | 'de' }> };

/** The routes over the installation's vault. */
export const noticeRoutes = (needs: NoticeNeeds) => [
  route({
    method: 'GET',
    path: '/api/v1/me/notices',
    summary: 'Own notices, newest first',
    access: 'signed_in',
    query: noticeQuery,
    output: noticePage,
    handle: async ({ query, context }) => {
      const { via, person_id } = context.principal;
      // What a person is told may be about any of their sites: no token narrowed to one reads it, and no passer-by at a terminal.
      if (via === 'api') throw new Failure('forbidden', 'in_person_only');
      return via === 'terminal' ? { rows: [], total: 0, unread: 0 } : listNotices(context.db, person_id, query);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/me/notices/read',
    summary: 'Mark own notices read',
    access: 'signed_in',
    body: readNotices,
    output: done,
    handle: async ({ body, context }) => {
      await markRead(context.db, context.principal.person_id, body.ids);
      return { done: true as const };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/me/notice-choices',
    summary: 'What one wants to be told, and how',
    access: 'signed_in',
    output: choices,
    handle: async ({ context }) => ({
      choices: await readChoices(context.db, context.principal.person_id),
      mail_works: (await readMailSetting(context.db)) !== null,
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/me/notice-choices',
    summary: 'Choose what to be told, and how',
    access: 'signed_in',
    body: changedChoices,
    output: done,
    handle: async ({ body, context }) => {
      await keepChoices(context.db, context.principal.person_id, body.choices);
      return { done: true as const };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/mail',
    summary: 'The mail server Holdfast writes through',
    access: seeMail,
    output: mailState,
    handle: async ({ context }) => ({ setting: await readMailSetting(context.db) }),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/mail',
    summary: 'Set the mail server',
    access: keepMail,
    body: newMailSetting,
    output: mailState,
    handle: async ({ body, context }) => {
      await context.act(context.permit, { site: null, kind: 'mail.set' }, async (tx) => {
        const { password, sender, username, ...facts } = body;
        const sealed = typeof password === 'string' ? needs.vault.seal(password, passwordPurpose) : password;
        const organisation_id = await keepMailSetting(tx, body, sealed);
        const personal = { sender, ...(username === null ? {} : { username }) };
        return { subject: { type: 'organisation', id: organisation_id }, facts, personal, result: null };
      });
      return { setting: await readMailSetting(context.db) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/mail/test',
    summary: 'Send a mail to oneself, to try the mail server',
    access: keepMail,
    body: z.object({}),
    output: mailTest,
    handle: async ({ context }) => {
      const setting = await readMailSetting(context.db);
      if (setting === null) throw new Failure('conflict', 'no_mail_server');
      const { email, language } = await needs.addressOf(context.principal.person_id);
      const words = wordsOf(language);
      const mail = {
        to: email,
        subject: fillIn(words, 'mail.test_subject', {}, language),
        text: `${fillIn(words, 'mail.test_text', {}, language)}\n`,
      };
      try {
        await sendMail(serverOf(needs.vault, setting), mail);
      } catch (error) {
        if (!(error instanceof MailFault)) throw error;
        await noteMail(context.db, error.code);
        throw new Failure('unprocessable', `mail_${error.code}`);
      }
      await noteMail(context.db, null);
      return { sent_to: email };
    },
  }),
];
