// Approvals, with what waits for the person's word under the two keys above them.
import { ApprovalsPage } from '@holdfast/approvals/ui/approvals-page';
import { OwnOpeningsPanel } from '@holdfast/opening-keys/ui/openings-panel';

export function ApprovalsWithOpenings() {
  return <ApprovalsPage above={<OwnOpeningsPanel />} />;
}
