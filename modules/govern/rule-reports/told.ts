// What the ledger keeps of a report: which process, and whether somebody put their name to it; the words only as commitments.
import type { Filed } from './store.ts';

export const toldOf = ({ report, what, instead, process, owner_id }: Filed) => ({
  subject: { type: 'rule_report', id: report.id },
  facts: { process, number: report.number, is_named: report.is_named, filed_on: report.filed_on, owner_id },
  personal: { what, ...(instead === null || instead === '' ? {} : { instead }) },
  result: report,
});
