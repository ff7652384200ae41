// What is left out of a package, each with its reason.
import { useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { Omission } from '../schema.ts';

export function Omissions({ of: list }: { of: readonly Omission[] }) {
  const { t } = useTranslation('package');
  const { count } = useNumbers();
  if (list.length === 0) return <>{t('omitted.nothing')}</>;
  return (
    <ul className="hf-package-list">
      {list.map((it) => (
        <li key={`${it.what} ${it.reason}`}>
          {t(`omitted.${it.what}`, { count: it.count, number: count(it.count) })}: {t(`reason.${it.reason}`)}
        </li>
      ))}
    </ul>
  );
}
