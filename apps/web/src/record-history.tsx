// Fills the place for history and proof on every record's page: the acts from the ledger, and the auditor's way to ask about them.
import type { RecordHistoryProps } from '@holdfast/design/record-history';
import { Loading } from '@holdfast/design/states';
import { AskButton } from '@holdfast/questions/ui/ask-button';
import { lazy, type ReactNode, Suspense } from 'react';

const HistoryPanel = lazy(() => import('@holdfast/ledger/ui/record-history').then((it) => ({ default: it.HistoryPanel })));

export const fillHistory = (record: RecordHistoryProps): ReactNode => <FilledHistory {...record} />;

function FilledHistory(props: RecordHistoryProps) {
  const { opens, title } = props;
  return (
    <Suspense fallback={<Loading />}>
      <HistoryPanel {...props} aside={opens !== undefined && <AskButton about={{ opens, title }} />} />
    </Suspense>
  );
}
