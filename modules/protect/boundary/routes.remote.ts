// Routes of the register of remote access, and of who answers for what leaves the plant.
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { refreshSite } from '@holdfast/sites/rules';
import { registerRemote } from './access.ts';
import { changedRemotePath, newRemotePath, outboundAnswer, remotePath, remotePathEnd, type RemotePath } from './schema.remote.ts';
import { keepAnswer } from './store.outbound.ts';
import { addRemotePath, changeRemotePath, endRemotePath } from './store.remote.ts';

const base = '/api/v1/sites/:site_id/boundary';
const pathParams = siteParams.extend({ path_id: id });

function told(it: RemotePath) {
  const { name, solution, is_door, asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, owner_id, reviewed_until } = it;
  return {
    subject: { type: 'remote_path', id: it.id, version: it.version },
    facts: { name, solution, is_door, asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, owner_id, reviewed_until },
    personal: { purpose: it.purpose },
  };
}

export const remoteRoutes = [
  route({
    method: 'POST',
    path: `${base}/remote-paths`,
    summary: 'Register a permitted way to work on the plant from elsewhere',
    access: registerRemote,
    params: siteParams,
    body: newRemotePath,
    output: remotePath,
    handle: ({ params: { site_id }, body, context }) => {
      const what = { site: site_id, kind: 'remote_path.registered', reason: body.reason ?? body.purpose };
      return context.act(context.permit, what, async (tx) => {
        const result = await addRemotePath(tx, site_id, context.permit.actor_id, body, context.now);
        return { ...told(result), jobs: [refreshSite(site_id)], result };
      });
    },
  }),
  route({
    method: 'PATCH',
    path: `${base}/remote-paths/:path_id`,
    summary: 'Change or review a way of the register of remote access',
    access: registerRemote,
    params: pathParams,
    body: changedRemotePath,
    output: remotePath,
    handle: ({ params: { site_id, path_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'remote_path.changed', reason: body.reason }, async (tx) => {
        const result = await changeRemotePath(tx, site_id, path_id, context.permit.actor_id, body, context.now);
        return { ...told(result), jobs: [refreshSite(site_id)], result };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/remote-paths/:path_id/ending`,
    summary: 'Take a way out of the register of remote access',
    access: registerRemote,
    params: pathParams,
    body: remotePathEnd,
    output: remotePath,
    handle: ({ params: { site_id, path_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'remote_path.ended', reason: body.reason }, async (tx) => {
        const result = await endRemotePath(tx, site_id, path_id, context.permit.actor_id, context.now);
        return { ...told(result), jobs: [refreshSite(site_id)], result };
      }),
  }),
  route({
    method: 'PUT',
    path: `${base}/outbound/:conduit_id`,
    summary: 'Say who answers for what leaves the plant over a conduit by a service, and what for',
    access: registerRemote,
    params: siteParams.extend({ conduit_id: id }),
    body: outboundAnswer,
    output: done,
    handle: ({ params: { site_id, conduit_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'boundary.outbound_answered', reason: body.reason }, async (tx) => {
        await keepAnswer(tx, site_id, conduit_id, context.permit.actor_id, body);
        const { service, owner_id, purpose } = body;
        const subject = { type: 'conduit', id: conduit_id };
        return { subject, facts: { service, owner_id }, personal: { purpose }, result: { done: true as const } };
      }),
  }),
];
