// What Home tells the owner about certificates: only what needs somebody.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toneOf } from './certificate-tone.ts';

const api = createClient();

/** Nothing for others than the owner, and nothing while all is well. */
export function CertificateWarnings() {
  const { t } = useTranslation('certificates');
  const { may, path } = usePlace();
  const warnings = useQuery({
    queryKey: ['certificates', 'warnings'],
    queryFn: () => take(api.GET('/api/v1/certificates/warnings')),
    enabled: may('certificates.see'),
    refetchInterval: 600_000,
  });
  const rows = warnings.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className="hf-lines">
      {rows.map((it) => (
        <li key={it.code} className="hf-count-line">
          <Go to={path('certificates')} plain>
            <Badge tone={toneOf(it)}>{t(`warning.${it.code}`, it.params)}</Badge>
          </Go>
        </li>
      ))}
    </ul>
  );
}
