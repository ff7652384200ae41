// All SQL of role cards: the plant's own words on a card, in each language, and which of them lag.
import { placeInGerman } from '@holdfast/core-law';
import type { Tx } from '@holdfast/platform/act';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type CardText, cardVersion, lagOf, roleEntry } from './rules.ts';
import type { CardTextAt } from './rules.past.ts';
import type { z } from 'zod';
import type { Card, cardText, Language } from './schema.ts';
import { cardTextsAt } from './store.past.ts';
import type { RoleEntry, RoleId } from './schema.roles.data.ts';

export type CardTextRow = CardText & { role: RoleId };

/** The own words of a site's cards. An organisation's seat has none. */
export async function listCardTexts(db: Database | Tx, site_id: string | null, role?: RoleId): Promise<CardTextRow[]> {
  if (site_id === null) return [];
  const which = role === undefined ? sql`true` : sql`role = ${role}`;
  return (
    await sql<CardTextRow>`select role, language, text, version, changed_at from holdfast.role_card_text where site_id = ${site_id} and ${which}`.execute(
      db,
    )
  ).rows;
}

/** The own words as they were at a moment; a site's only. One whose words were erased is there without them. */
export const listCardTextsThen = async (db: Database, site_id: string | null, until: Date): Promise<CardTextAt[]> =>
  site_id === null ? [] : cardTextsAt(db, site_id, until);

/** A role's card as its holder reads it. */
export const readCard = async (db: Database | Tx, site_id: string | null, role: RoleId, language: Language): Promise<Card> =>
  cardOf(role, language, await listCardTexts(db, site_id, role));

/** The card as it was then: the catalogue's lines are those of this release, the plant's own words those of the day. */
export async function readCardThen(db: Database, site_id: string | null, role: RoleId, language: Language, as_of: Date): Promise<Card> {
  return cardOf(
    role,
    language,
    (await listCardTextsThen(db, site_id, as_of)).filter((it) => it.role === role),
  );
}

function cardOf(role: RoleId, language: Language, texts: readonly CardTextAt[]): Card {
  const entry: RoleEntry = roleEntry(role);
  const say = (lines: RoleEntry['does']): string[] => lines.map((it) => it[language]);
  return {
    role,
    language,
    version: cardVersion(role, texts),
    title: entry.title[language],
    purpose: entry.purpose[language],
    decides: say(entry.decides),
    does: say(entry.does),
    reports: say(entry.reports),
    cite:
      entry.cite === undefined ? null : { ...entry.cite, place: language === 'de' ? placeInGerman(entry.cite.place) : entry.cite.place },
    own_text: texts.find((it) => it.language === language)?.text ?? null,
    lags: lagOf(language, texts),
  };
}

/** Refuses to acknowledge another card than the one of today. */
export async function requireCard(tx: Tx, site_id: string | null, role: RoleId, version: string): Promise<void> {
  const now = cardVersion(role, await listCardTexts(tx, site_id, role));
  if (now !== version) throw new Failure('conflict', 'card_changed', { version: now });
}

/**
 * Keeps the plant's own words on a card in one language. A translation takes the newest version and ends the lag; anything else is a new
 * version, so that the other language lags and whoever read the card reads it again.
 */
export async function keepCardText(tx: Tx, site_id: string, role: RoleId, it: z.output<typeof cardText>, by: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`role card:${site_id}:${role}`}, 0))`.execute(tx);
  const texts = await listCardTexts(tx, site_id, role);
  requireUnchanged(it.before, { text: texts.find((each) => each.language === it.language)?.text ?? null });
  const newest = Math.max(0, ...texts.map((each) => each.version));
  const version = it.is_translation && newest > 0 ? newest : newest + 1;
  await sql`insert into holdfast.role_card_text (site_id, role, language, text, version, changed_by) values (${site_id}, ${role}, ${it.language}, ${it.text}, ${version}, ${by})
    on conflict (site_id, role, language) do update set text = excluded.text, version = excluded.version, changed_by = excluded.changed_by, changed_at = now()`.execute(
    tx,
  );
  return version;
}
