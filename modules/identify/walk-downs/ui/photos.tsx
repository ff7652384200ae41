// Pictures of a reading: small, and whole when opened.
import './walk-downs.css';
import { FileCheck } from '@holdfast/kept-files/ui/file-check';
import { usePlace } from '@holdfast/design/place';
import { useTranslation } from 'react-i18next';
import type { Photo } from '../schema.ts';

export function Photos({ photos, name }: { photos: readonly Photo[]; name: string }) {
  const { t } = useTranslation('walk-downs');
  const { site_id } = usePlace();
  if (photos.length === 0) return null;
  return (
    <div className="hf-walk-photos">
      {photos.map(({ sha256 }, at) => (
        <figure key={sha256}>
          <a href={`/api/v1/sites/${site_id}/walk-down-photos/${sha256}`} target="_blank" rel="noreferrer">
            <img src={`/api/v1/sites/${site_id}/walk-down-photos/${sha256}`} alt={t('photo_of', { name, number: at + 1 })} loading="lazy" />
          </a>
          <figcaption>
            <FileCheck sha256={sha256} isShort />
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
