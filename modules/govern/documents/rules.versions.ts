// Decisions about versions: which translation follows which, when a language begins to lag, and what a text must have before it goes to approval.
import { Failure } from '@holdfast/platform/failure';
import { unknownPlace } from './rules.places.ts';
import { isSameText } from './rules.text.ts';
import { docTypes, type DocType, type Language, languages, noteSections } from './rules.types.ts';
import type { DocumentTexts, LanguageState } from './schema.ts';

/** `of`: the version a language's text was last brought in line with, by language. `main_changed_in`: the last version that changed the main text. */
export type Followed = { texts: DocumentTexts; of: Partial<Record<Language, number>>; main_changed_in: number };

/** Which text of a new version follows which: what was touched, or said to fit still, is of this version; the rest stays of the one it was. */
export function followTexts(
  before: Followed | null,
  it: { number: number; main_language: Language; texts: DocumentTexts; still_fits: readonly Language[] },
): Followed {
  const isMainNew = before === null || !isSameText(before.texts[it.main_language], it.texts[it.main_language]);
  const main_changed_in = isMainNew ? it.number : before.main_changed_in;
  const of: Partial<Record<Language, number>> = {};
  for (const language of languages) {
    if (it.texts[language] === undefined) continue;
    const isTouched = before === null || language === it.main_language || !isSameText(before.texts[language], it.texts[language]);
    of[language] = isTouched || it.still_fits.includes(language) ? it.number : (before.of[language] ?? it.number);
  }
  return { texts: it.texts, of, main_changed_in };
}

/** Where one language stands in the version in force; times ISO 8601. */
export type LanguageMark = { language: Language; lags_since: string | null; missing_since: string | null };

/** Marks of a version at its approval. What lagged or was missing before does so since then. */
export function markLanguages(before: readonly LanguageMark[] | null, now: Followed, at: string): LanguageMark[] {
  return languages.map((language) => {
    const earlier = before?.find((it) => it.language === language);
    const isMissing = now.texts[language] === undefined;
    const isLagging = !isMissing && (now.of[language] ?? 0) < now.main_changed_in;
    return {
      language,
      missing_since: isMissing ? (earlier?.missing_since ?? at) : null,
      lags_since: isLagging ? (earlier?.lags_since ?? at) : null,
    };
  });
}

/** What a site that chose these languages has of a document (Z11). */
export function languagesAt(
  marks: readonly LanguageMark[] | null,
  chosen: readonly { language: Language; since: string }[],
): LanguageState[] {
  if (marks === null) return [];
  return chosen.map(({ language, since }) => {
    const mark = marks.find((it) => it.language === language);
    if (mark === undefined || mark.missing_since !== null) {
      const missing = mark?.missing_since ?? since;
      return { language, state: 'missing', since: missing > since ? missing : since };
    }
    return mark.lags_since === null ? { language, state: 'current', since: null } : { language, state: 'lags', since: mark.lags_since };
  });
}

/** Throws unprocessable for a text that is not ready: its main language is missing, a place is unknown, a section stands twice, a note lacks who, how or where. */
export function requireReady(doc_type: DocType, main_language: Language, texts: DocumentTexts): void {
  if (texts[main_language] === undefined) throw new Failure('unprocessable', 'main_text_missing', { language: main_language });
  for (const text of Object.values(texts)) {
    const ids = text.sections.map((it) => it.id);
    if (new Set(ids).size !== ids.length) throw new Failure('unprocessable', 'section_twice');
    for (const { heading, body } of text.sections) {
      const unknown = unknownPlace(`${heading} ${body}`);
      if (unknown !== null) throw new Failure('unprocessable', 'unknown_place', { place: unknown, heading });
    }
    if (docTypes[doc_type].note)
      for (const id of noteSections)
        if ((text.sections.find((it) => it.id === id)?.body ?? '').trim() === '')
          throw new Failure('unprocessable', 'note_incomplete', { section: id });
  }
}
