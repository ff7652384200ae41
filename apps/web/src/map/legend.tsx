// What lines, marks and outlines on the map mean.
import { IconAlertTriangleFilled, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToneIcon } from '@holdfast/design/badge';

export function Legend() {
  const { t } = useTranslation('map');
  const marks = { approved: IconCheck, unapproved: IconAlertTriangleFilled, unknown: IconQuestionMark } as const;
  const styles = { approved: 'solid', unapproved: 'loud', unknown: 'dotted' } as const;
  return (
    <ul className="hf-legend" aria-label={t('legend.title')}>
      {(['approved', 'unapproved', 'unknown'] as const).map((state) => {
        const Icon = marks[state];
        return (
          <li key={state}>
            <svg width={44} height={16} aria-hidden className={`hf-line hf-line-${styles[state]}`}>
              <path className="hf-line-ink" d="M0 8H44" />
            </svg>
            <span className={`hf-legend-mark hf-mark hf-line-${styles[state]}`} aria-hidden>
              <Icon size={11} stroke={2.5} />
            </span>
            {t(`legend.${state}`)}
          </li>
        );
      })}
      <li>
        <span className="hf-legend-box" aria-hidden />
        {t('legend.confirmed')}
      </li>
      <li>
        <span className="hf-legend-box hf-legend-box-dashed" aria-hidden />
        {t('legend.proposed')}
      </li>
      <li>
        <ToneIcon tone="unknown" size={13} />
        {t('legend.unobserved')}
      </li>
      <li>
        <ToneIcon tone="alarm" size={13} />
        {t('legend.alarm')}
      </li>
      <li>
        <ToneIcon tone="attention" size={13} />
        {t('legend.sighted')}
      </li>
    </ul>
  );
}
