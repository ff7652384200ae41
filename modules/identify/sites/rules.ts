// Decisions about sites: the job that keeps what is derived true.

/** Zones, conduits, verdicts and findings of a site are derived; whoever changes what they derive from asks for this job. One waits at most. */
export function refreshSite(site_id: string): { name: string; payload: { site_id: string }; key: string } {
  return { name: 'site.refresh', payload: { site_id }, key: `site.refresh:${site_id}` };
}
