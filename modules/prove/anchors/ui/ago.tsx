// How long ago something was, as people say it: "40 s ago".
import { localeOf, Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import { agoOf } from '../rules.ago.ts';

/** `at` and `nowMs`: by the server's answer, so that a browser's wrong clock tells no wrong age. The exact time stands beside it. */
export function Ago({ at, nowMs }: { at: string; nowMs: number }) {
  const { i18n } = useTranslation('anchors');
  const [value, unit] = agoOf(at, nowMs);
  const text = new Intl.RelativeTimeFormat(localeOf(i18n.language), { numeric: 'always', style: 'short' }).format(-value, unit);
  return (
    <>
      {text} (<Time at={at} style="second" />)
    </>
  );
}
