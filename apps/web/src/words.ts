// All words of all rooms, one namespace each; the language is the person's, before sign-in the browser's.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Path of a words file -> its words. */
export type WordFiles = Record<string, Record<string, unknown>>;

const languageFiles: Record<Language, () => Promise<{ files: WordFiles }>> = {
  en: () => import('./words-en.ts'),
  de: () => import('./words-de.ts'),
};

function namespaceOf(path: string): string {
  if (path.includes('/design/')) return 'design';
  return /modules\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? (path.includes('/map/') ? 'map' : 'web');
}

async function load(language: Language): Promise<void> {
  const { files } = await languageFiles[language]();
  for (const [path, words] of Object.entries(files)) {
    const { failure, ...rest } = words;
    i18next.addResourceBundle(language, namespaceOf(path), rest);
    if (failure !== undefined) i18next.addResourceBundle(language, 'failure', failure, true);
  }
}

const kept = 'holdfast.language';

function firstLanguage(): Language {
  const wanted = localStorage.getItem(kept) ?? navigator.language;
  return wanted.startsWith('de') ? 'de' : 'en';
}

/** Starts i18next in the first language. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await speak(firstLanguage());
  // The person's other tabs change with the one in which they choose.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === kept && newValue !== null) void speak(firstLanguage());
  });
}

/** Changes the language of the pages and keeps it in this browser. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'web')) await load(language);
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
