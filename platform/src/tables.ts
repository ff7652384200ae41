// Every table declared: `site` (site_id first in every key), `organisation` (organisation_id first), `reference`, or `foreign` (another part's own).

export type TableScope = 'site' | 'organisation' | 'reference' | 'foreign';

/** Schema-qualified name to scope. A table in the catalogue but not here, or the reverse, fails the check; so does a key that does not begin right. */
export const tables: Readonly<Record<string, TableScope>> = {
  'public.schema_migration': 'foreign',
  'holdfast.organisation': 'reference',
  'holdfast.person': 'organisation',
  'holdfast.visit': 'organisation',
  'holdfast.site': 'organisation',
  'holdfast.role_grant': 'organisation',
  'holdfast.deputy': 'organisation',
  'holdfast.person_badge': 'organisation',
  'holdfast.api_token': 'organisation',
  'holdfast.subscription': 'organisation',
  'holdfast.delivery': 'organisation',
  'holdfast.terminal': 'site',
  'holdfast.area': 'site',
  'holdfast.asset': 'site',
  'holdfast.asset_address': 'site',
  'holdfast.asset_attribute': 'site',
  'holdfast.asset_handling': 'site',
  'holdfast.asset_observation': 'site',
  'holdfast.observation': 'site',
  'holdfast.flow': 'site',
  'holdfast.flow_operation': 'site',
  'holdfast.event': 'site',
  'holdfast.zone': 'site',
  'holdfast.zone_member': 'site',
  'holdfast.approval': 'site',
  'holdfast.approval_vote': 'site',
  'holdfast.conduit': 'site',
  'holdfast.allow_list': 'site',
  'holdfast.flow_judgement': 'site',
  'holdfast.flow_verdict': 'site',
  'holdfast.walk_down': 'site',
  'holdfast.walk_down_stop': 'site',
  'holdfast.walk_down_reading': 'site',
  'holdfast.capture': 'site',
  'holdfast.finding': 'site',
  'holdfast.import': 'site',
  'holdfast.import_row': 'site',
  'holdfast.supplier': 'site',
  'holdfast.supplier_asset': 'site',
  'holdfast.account': 'site',
  'holdfast.netbox': 'site',
};

/** Schemas whose tables belong to a part with rules of its own: sign-in, job queue, ledger, migrations. */
export const foreignSchemas: readonly string[] = ['auth', 'graphile_worker', 'jobs', 'ledger', 'platform'];
