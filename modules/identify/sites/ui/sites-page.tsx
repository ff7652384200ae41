// SitesPage: stands here until it is furnished.
export function SitesPage() {
  return null;
}
