// Words of a given proof, in both languages, without the app: the same files the pages read.
import de from '../words.de.json' with { type: 'json' };
import en from '../words.en.json' with { type: 'json' };

type Words = { readonly [name: string]: string | Words };
const files: Readonly<Record<'en' | 'de', Words>> = { en, de };

export type Say = ((key: string, values?: Readonly<Record<string, string>>) => string) & {
  kind(kind: string): string;
  fact(name: string): string;
  subject(type: string): string;
  text(name: string): string;
  actor(id: string): string;
};

/** Words in a language; what has none keeps its own name. */
export function sayIn(language: 'en' | 'de'): Say {
  const find = (key: string): string | null => {
    let at: string | Words | undefined = files[language];
    for (const step of key.split('.')) at = typeof at === 'object' && Object.hasOwn(at, step) ? at[step] : undefined;
    return typeof at === 'string' ? at : null;
  };
  const fill = (text: string, values: Readonly<Record<string, string>>): string =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => fill(find(key) ?? key, values);
  return Object.assign(say, {
    kind: (kind: string) => find(`kind.${kind.replaceAll('.', '_')}`) ?? kind,
    fact: (name: string) => find(`fact.${name}`) ?? name,
    subject: (type: string) => find(`subject_type.${type}`) ?? type,
    text: (name: string) => find(`erasable.${name}`) ?? name,
    actor: (id: string) => {
      const process = /^process:(.+)$/.exec(id)?.[1];
      return process === undefined ? id : (find(`process.${process}`) ?? id);
    },
  });
}
