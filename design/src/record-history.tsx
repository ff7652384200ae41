// The place on a record's page for its history and proof. The app's frame fills it, since what happened stands in the ledger, which records do not know.
import { createContext, Fragment, type ReactNode, useContext } from 'react';

/**
 * `type` and `id`: the record as the ledger names it. `title`: what people call it. `opens`: where it opens below the site's address, for questions
 * about it. `organisation`: its acts stand in the organisation's ledger.
 */
export type RecordHistoryProps = { type: string; id: string; title: string; opens?: string; organisation?: boolean };

type Fill = (record: RecordHistoryProps) => ReactNode;
const context = createContext<Fill | null>(null);

export function RecordHistoryProvider({ fill, children }: { fill: Fill; children: ReactNode }) {
  return <context.Provider value={fill}>{children}</context.Provider>;
}

/** Every act on a record, each with its proof. Nothing outside of the app's frame. */
export function RecordHistory(props: RecordHistoryProps) {
  const fill = useContext(context);
  return fill === null ? null : <Fragment key={`${props.type}:${props.id}`}>{fill(props)}</Fragment>;
}
