// What the ledger keeps of a report: which process, and whether somebody put their name to it; the words only as commitments.
import type { Filed } from './store.ts';

export const toldOf = ({ report, what, instead, process }: Filed) => ({
  subject: { type: 'rule_report', id: report.id },
  facts: { process, number: report.number, is_named: report.is_named },
  personal: { what, ...(instead === null || instead === '' ? {} : { instead }) },
  result: report,
});
