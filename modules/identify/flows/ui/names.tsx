// The words of a flow: what its operations do to a device, how it travels.
import { useTranslation } from 'react-i18next';
import { ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import type { Flow, Operation } from '../schema.ts';

const changing: readonly Operation['class'][] = ['write', 'program', 'start', 'stop', 'configure'];

export function ClassName({ name }: { name: Operation['class'] }) {
  const { t } = useTranslation('flows');
  return <>{t(`class.${name}`)}</>;
}

/** The classes of a flow; those that change a device come first, with a mark. */
export function ClassNames({ classes }: { classes: readonly Operation['class'][] }) {
  const { t } = useTranslation('flows');
  if (classes.length === 0) return <span className="hf-unknown">{t('class.none')}</span>;
  const sorted = classes.toSorted((a, b) => Number(changing.includes(b)) - Number(changing.includes(a)));
  const changes = changing.includes(sorted[0]!);
  return (
    <span title={sorted.map((it) => t(`class.${it}`)).join(', ')}>
      {changes && <ToneIcon tone="neutral" />}
      {sorted.map((it) => t(`class.${it}`)).join(', ')}
    </span>
  );
}

/** `tcp 502`, `ethernet`. */
export function PortName({ flow }: { flow: Pick<Flow, 'transport' | 'server_port'> }) {
  return <>{flow.server_port === null ? flow.transport : `${flow.transport} ${flow.server_port}`}</>;
}

/** One end of a flow; an end that no asset stands behind (broadcast, multicast) has no page. `plain`: in the colour of its surroundings. */
export function EndName({ end, plain = true }: { end: { id: string | null; name: string; address: string }; plain?: boolean }) {
  const { path } = usePlace();
  const className = end.name === end.address ? 'hf-address' : undefined;
  if (end.id === null)
    return (
      <span title={end.address} className={className}>
        {end.name}
      </span>
    );
  return (
    <span title={end.address} className={className}>
      <Go plain={plain} to={path(`assets/${end.id}`)}>
        {end.name}
      </Go>
    </span>
  );
}
