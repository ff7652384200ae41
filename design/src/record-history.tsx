// The place on a record's page for its history and proof. The app's frame fills it, since what happened stands in the ledger, which records do not know.
import { type ComponentType, createContext, type ReactNode, useContext } from 'react';

/**
 * `type` and `id`: the record as the ledger names it. `title`: what people call it. `opens`: where it opens below the site's address, for questions
 * about it. `organisation`: its acts stand in the organisation's ledger.
 */
export type RecordHistoryProps = { type: string; id: string; title: string; opens?: string; organisation?: boolean };

const context = createContext<ComponentType<RecordHistoryProps> | null>(null);

export function RecordHistoryProvider({ filling, children }: { filling: ComponentType<RecordHistoryProps>; children: ReactNode }) {
  return <context.Provider value={filling}>{children}</context.Provider>;
}

/** Every act on a record, each with its proof. Nothing outside of the app's frame. */
export function RecordHistory(props: RecordHistoryProps) {
  const Filling = useContext(context);
  return Filling === null ? null : <Filling key={`${props.type}:${props.id}`} {...props} />;
}
