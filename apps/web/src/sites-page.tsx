// The page of sites and areas with the rules of the site that other practices go by.
import { AbsencePanel } from '@holdfast/findings/ui/absence-rule';
import { SitesPage } from '@holdfast/sites/ui/sites-page';

export function SitesWithRules() {
  return <SitesPage rules={<AbsencePanel />} />;
}
