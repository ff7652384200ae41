// What exactly is approved: each practice shows its own, and the app's frame says which part shows which kind.
import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import type { Approval } from '@holdfast/approvals/schema';

/** By kind of approval, what shows the thing itself: the rules of a list, the terms of an exception. */
export type Shows = Readonly<Record<string, ComponentType<{ approval: Approval }>>>;

const context = createContext<Shows>({});

export function ApprovalShowsProvider({ shows, children }: { shows: Shows; children: ReactNode }) {
  return <context.Provider value={shows}>{children}</context.Provider>;
}

/** The thing a request is about, in full; nothing where its practice shows none. */
export function ShownInFull({ approval }: { approval: Approval }) {
  const Show = useContext(context)[approval.kind];
  return Show === undefined ? null : <Show approval={approval} />;
}
