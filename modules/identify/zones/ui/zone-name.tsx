// Names of zones in the reader's language: what Holdfast proposed is worded, what a person wrote stays as it is.
import { useTranslation } from 'react-i18next';
import { wordZoneName } from './word-zone-name.ts';

/** Says names of zones; a name of a conduit (`A – B`) is said end by end. */
export function useZoneName(): (name: string) => string {
  const { t } = useTranslation('zones');
  return (name) =>
    name
      .split(' – ')
      .map((one) => wordZoneName(one, (key) => t(key)))
      .join(' – ');
}

export function ZoneName({ name }: { name: string }) {
  return <>{useZoneName()(name)}</>;
}
