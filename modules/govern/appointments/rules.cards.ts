// Decisions about cards in several languages: which a site needs, which are there, which lag and since when.
import { type CardText, cardVersion, lagOf } from './rules.ts';
import type { Language } from './schema.ts';
import type { RoleId } from './schema.roles.data.ts';

/** A role's card in each language needed. The catalogue's lines exist in both; the plant's own words may lag. */
export function cardStateOf(role: RoleId, texts: readonly Omit<CardText, 'text'>[], needed: readonly Language[]) {
  const languages = needed.map((language) => ({
    language,
    has_own_text: texts.some((it) => it.language === language),
    lags: lagOf(language, texts),
  }));
  return { role, version: cardVersion(role, texts), languages };
}
