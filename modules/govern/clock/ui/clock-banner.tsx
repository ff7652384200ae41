// The line above every page while the clock cannot be trusted: the server's, or this device's.
import './clock.css';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { secondsOf, type SeenClock, useClock } from './clock-state.ts';

/** Nothing while the clocks agree to two seconds, or nobody has named a time server. */
export function ClockBanner() {
  const { t, i18n } = useTranslation('clock');
  const { may, path } = usePlace();
  const { data } = useClock();
  const warning = data === undefined ? null : warningOf(data);
  if (warning === null) return null;
  return (
    <div role="status" className="hf-clock-banner">
      <IconClockExclamation size={18} aria-hidden />
      <span>{t(`banner.${warning.code}`, { seconds: secondsOf(warning.ms, i18n.language) })}</span>
      {may('clock.see') && <Go to={path('clock')}>{t('banner.open')}</Go>}
    </div>
  );
}

function warningOf({ verdict, offset_ms, device_ms }: SeenClock): { code: 'off' | 'unanswered' | 'device'; ms: number } | null {
  if (verdict === 'off') return { code: 'off', ms: offset_ms ?? 0 };
  if (device_ms !== null) return { code: 'device', ms: device_ms };
  return verdict === 'unanswered' ? { code: 'unanswered', ms: 0 } : null;
}
