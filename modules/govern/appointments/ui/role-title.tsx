// What a role is called in the person's language, and a text of the catalogue in it.
import { useTranslation } from 'react-i18next';
import { roleEntry } from '../rules.ts';
import type { RoleId } from '../schema.roles.data.ts';

type Both = { en: string; de: string };

/** A text of both languages in the one the pages speak. */
export function useBoth(): (it: Both) => string {
  const { i18n } = useTranslation();
  return (it) => (i18n.language === 'de' ? it.de : it.en);
}

export function useRoleTitle(): (role: RoleId) => string {
  const say = useBoth();
  return (role) => say(roleEntry(role).title);
}
