// The Ledger page with who outside has seen the ledger.
import { OutsideCard } from '@holdfast/anchors/ui/outside-card';
import { LedgerPage } from '@holdfast/ledger/ui/ledger-page';

export function LedgerWithOutside() {
  return <LedgerPage outside={<OutsideCard />} />;
}
