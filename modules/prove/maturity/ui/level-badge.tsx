// A level as shape and word.
import { useTranslation } from 'react-i18next';

/** `ML 2`, as shape and word. */
export function LevelBadge({ level }: { level: number }) {
  const { t } = useTranslation('maturity');
  return (
    <span className="hf-level" data-level={level}>
      <span className="hf-level-bars" aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <i key={step} data-on={step <= level} />
        ))}
      </span>
      {t('level', { level })}
    </span>
  );
}
