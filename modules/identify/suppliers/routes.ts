// Routes of suppliers: the list, one supplier, add, change, retire.
import { route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { keepSuppliers, seeSuppliers } from './access.ts';
import { clearFacts } from './rules.ts';
import {
  changedSupplier,
  type NewSupplier,
  newSupplier,
  retirement,
  type Supplier,
  supplier,
  supplierPage,
  supplierQuery,
} from './schema.ts';
import { addSupplier, changeSupplier, listSuppliers, readSupplier, retireSupplier } from './store.ts';

const supplierParams = siteParams.extend({ supplier_id: id });

/** What the ledger keeps of a supplier: contacts only as commitments. */
const told = (after: Supplier, it: NewSupplier) => ({
  subject: { type: 'supplier', id: after.id, version: after.version },
  facts: clearFacts(it),
  personal: Object.fromEntries(
    (['contact_name', 'contact_email', 'contact_phone'] as const).flatMap((name) => (it[name] === null ? [] : [[name, it[name]]])),
  ),
  result: after,
});

export const routes = [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/suppliers',
    summary: 'List the suppliers',
    access: seeSuppliers,
    params: siteParams,
    query: supplierQuery,
    output: supplierPage,
    handle: ({ params, query, context }) => listSuppliers(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/suppliers/:supplier_id',
    summary: 'One supplier',
    access: seeSuppliers,
    params: supplierParams,
    output: supplier,
    handle: ({ params, context }) => readSupplier(context.db, params.site_id, params.supplier_id),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/suppliers',
    summary: 'Add a supplier',
    access: keepSuppliers,
    params: siteParams,
    body: newSupplier,
    output: supplier,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'supplier.added' }, async (tx) =>
        told(await addSupplier(tx, params.site_id, body), body),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/sites/:site_id/suppliers/:supplier_id',
    summary: 'Change a supplier',
    access: keepSuppliers,
    params: supplierParams,
    body: changedSupplier,
    output: supplier,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'supplier.changed' }, async (tx) =>
        told(await changeSupplier(tx, params.site_id, params.supplier_id, body), body),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/suppliers/:supplier_id/retirement',
    summary: 'End the work with a supplier',
    access: keepSuppliers,
    params: supplierParams,
    body: retirement,
    output: supplier,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: params.site_id, kind: 'supplier.retired', reason: body.reason }, async (tx) => {
        const after = await retireSupplier(tx, params.site_id, params.supplier_id);
        return { subject: { type: 'supplier', id: after.id, version: after.version }, facts: { name: after.name }, result: after };
      }),
  }),
];
