// Routes of accounts: the list, one account, add, change, retire.
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { keepAccounts, seeAccounts } from './access.ts';
import { type Account, account, accountPage, accountQuery, changedAccount, newAccount, retirement } from './schema.ts';
import { addAccount, changeAccount, listAccounts, readAccount, retireAccount } from './store.ts';

const accountParams = siteParams.extend({ account_id: id });

/** What the ledger keeps: logins and holders only as commitments. */
const told = (after: Account) => ({
  subject: { type: 'account', id: after.id, version: after.version },
  facts: { kind: after.kind, asset_id: after.asset_id, holder_id: after.holder_id, last_reviewed: after.last_reviewed },
  personal: { system: after.system, login: after.login, ...(after.holder === null ? {} : { holder: after.holder }) },
  result: after,
});

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/accounts',
    summary: 'List shared and local accounts',
    access: seeAccounts,
    params: siteParams,
    query: accountQuery,
    output: accountPage,
    handle: ({ params, query, context }) => listAccounts(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/accounts/:account_id',
    summary: 'One account',
    access: seeAccounts,
    params: accountParams,
    output: account,
    handle: ({ params, context }) => readAccount(context.db, params.site_id, params.account_id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/accounts',
    summary: 'Add an account',
    access: keepAccounts,
    params: siteParams,
    body: newAccount,
    output: account,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'account.added' }, async (tx) =>
        told(await addAccount(tx, params.site_id, body)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/accounts/:account_id',
    summary: 'Change an account',
    access: keepAccounts,
    params: accountParams,
    body: changedAccount,
    output: account,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'account.changed' }, async (tx) =>
        told(await changeAccount(tx, params.site_id, params.account_id, body)),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/accounts/:account_id/retirement',
    summary: 'Note that an account is gone',
    access: keepAccounts,
    params: accountParams,
    body: retirement,
    output: account,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'account.retired', reason: body.reason }, async (tx) =>
        told(await retireAccount(tx, params.site_id, params.account_id)),
      ),
  }),
];
