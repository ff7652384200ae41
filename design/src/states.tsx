// What a page shows when there is nothing, nothing yet, or a refusal.
import './states.css';
import { Button, Loader, Text, Title } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem.tsx';

/** Nothing here, why, and what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="hf-state">
      <Title order={2} size="h3">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" className="hf-state-words">
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

export function Loading({ what }: { what?: string }) {
  const { t } = useTranslation('design');
  return (
    <div className="hf-state" role="status">
      <Loader size="sm" color="var(--hf-muted)" aria-hidden />
      <Text c="dimmed">{what ?? t('loading')}</Text>
    </div>
  );
}

/** A refusal or fault, worded, with the request's id for whoever is asked for help. */
export function Fault({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation('design');
  const { text, request_id } = useProblemText(error);
  return (
    <div className="hf-state" role="alert">
      <IconAlertTriangleFilled size={20} aria-hidden style={{ color: 'var(--hf-alarm-mark)' }} />
      <Text fw={600}>{text}</Text>
      {request_id !== '' && (
        <Text size="xs" c="dimmed">
          {t('request_id')} <span className="hf-mono">{request_id}</span>
        </Text>
      )}
      {retry !== undefined && (
        <Button variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

type Asked<T> = { data: T | undefined; error: unknown; refetch?: () => unknown };

/** Shows what was asked for, or that it is coming, or why it is not. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Fault error={of.error} retry={() => void of.refetch?.()} />;
  return <Loading />;
}

/** What is not known is said, never left blank. */
export function Unknown({ word }: { word?: string }) {
  const { t } = useTranslation('design');
  return <span className="hf-unknown">{word ?? t('unknown')}</span>;
}

/** The value, or "unknown". */
export function Known({ value }: { value: ReactNode }) {
  return value === null || value === undefined || value === '' ? <Unknown /> : <>{value}</>;
}
