// Fields in the words of the templates, in the language of the page.
import { useTranslation } from 'react-i18next';
import { type Field, fieldsOf } from '../rules.ts';
import type { ImportKindName } from '../schema.ts';

export const useLanguage = (): 'en' | 'de' => (useTranslation('imports').i18n.language.startsWith('de') ? 'de' : 'en');

const attribute = /^module\.([^.]+)\.(.+)$/;

/** The name of a field; attributes of modules say their slot. */
export function useFieldName(kind: ImportKindName): (name: string) => string {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const of = (name: string): string =>
    fieldsOf[kind].find((it) => it.name === name)?.[language][0] ?? t([`field.${name}`, 'field.other'], { name });
  return (name) => {
    const [, slot, inner] = attribute.exec(name) ?? [];
    return inner === undefined ? of(name) : t('field.module', { slot, name: of(inner) });
  };
}

/** A value in words: a choice by its word, anything else as it is. */
export function useFieldValue(kind: ImportKindName): (name: string, value: string) => string {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  return (name, value) => {
    if (name === 'standing') return t(`standing.${value}`);
    const field: Field | undefined = fieldsOf[kind].find((it) => it.name === name);
    return field?.choices?.[value]?.[language === 'en' ? 0 : 1] ?? value;
  };
}
