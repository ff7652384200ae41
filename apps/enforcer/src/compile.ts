// The compiler of core/zones as the enforcer uses it: for views that are no policy's own.
import { type Policy, type PolicyView } from '@holdfast/core-policy';
import { compileNftables } from '@holdfast/core-zones';

/** The text of a view under a policy's layout and options. Windows follow the site's clock of the day the policy was made. */
export function compileView(view: PolicyView, like: Policy): string {
  const { layout, outside, time_zone, made_at } = like;
  return compileNftables(view, { layout, outside, time_zone, at: made_at }).text;
}
