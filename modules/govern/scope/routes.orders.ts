// Routes of an authority's orders: the list, receiving one, its measures, closing them by evidence.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { id } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepScope, seeScope } from './access.ts';
import { ordersOf } from './rules.duties.ts';
import type { OrderAt } from './rules.fold.ts';
import { type Order, measureClosure, newMeasure, newOrder, order, orderPage, orderQuery, retirement } from './schema.ts';
import { addMeasure, addOrder, closeMeasure, closeOrder, lockOrder } from './store.orders.ts';
import { lockEntity, readStateAt, readTexts, todayAt } from './store.ts';

const base = '/api/v1/authority-orders';
const one = z.object({ order_id: id });
const made = z.object({ id });
const subjectOf = (it: OrderAt) => ({ type: 'authority_order', id: it.id });

type Query = z.output<typeof orderQuery>;

/** Filters, sorts and cuts: orders are few, so it is done here and not in SQL, for now and for any day alike. */
function pageOf(all: readonly Order[], query: Query): { rows: Order[]; total: number } {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((it) => {
    const text = [it.title, it.authority, it.reference, it.entity_name].join(' ').toLowerCase();
    return (query.state === undefined || query.state.includes(it.state)) && words.every((word) => text.includes(word));
  });
  const asked = query.sort ?? 'deadline_on';
  const key = asked.replace('-', '') as keyof Order;
  const sign = asked.startsWith('-') ? -1 : 1;
  const textOf = (it: Order): string => (typeof it[key] === 'string' ? it[key] : '~');
  const rows = found.toSorted((a, b) => sign * textOf(a).localeCompare(textOf(b)) || (a.id < b.id ? -1 : 1));
  return { rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length };
}

export const orderRoutes = [
  route({
    method: 'GET',
    path: base,
    summary: 'Orders of authorities and the measures that meet them',
    access: seeScope,
    query: orderQuery,
    output: orderPage,
    handle: async ({ query, context: { db, now } }) => {
      const at = query.as_of === undefined ? null : new Date(query.as_of);
      return pageOf(ordersOf(await readStateAt(db, at), await todayAt(db, at ?? now), await readTexts(db)), query);
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:order_id`,
    summary: 'One order',
    access: seeScope,
    params: one,
    output: order,
    handle: async ({ params, context: { db, now } }) => {
      const all = ordersOf(await readStateAt(db, null), await todayAt(db, now), await readTexts(db));
      const found = all.find((it) => it.id === params.order_id);
      if (found === undefined) throw new Failure('not_found', 'order_not_found');
      return found;
    },
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Write down an order of an authority',
    access: keepScope,
    body: newOrder,
    output: made,
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'authority_order.received' }, async (tx) => {
        await lockEntity(tx, body.entity_id);
        const it = await addOrder(tx, body);
        return { subject: subjectOf(it), facts: { order: it }, result: { id: it.id } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:order_id/measures`,
    summary: 'Add a measure that meets an order',
    access: keepScope,
    params: one,
    body: newMeasure,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'authority_order.measure_added' }, async (tx) => {
        await lockOrder(tx, params.order_id);
        const it = await addMeasure(tx, params.order_id, body);
        return { subject: subjectOf(it), facts: { order: it }, result: { id: it.id } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:order_id/measures/:measure_id/closure`,
    summary: 'Close a measure by the entry that shows it was done',
    access: keepScope,
    params: one.extend({ measure_id: id }),
    body: measureClosure,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'authority_order.measure_closed' }, async (tx) => {
        const before = await lockOrder(tx, params.order_id);
        const closed_on = await todayAt(tx, context.now);
        const it = await closeMeasure(tx, before, params.measure_id, { ...body, closed_on, person_id: context.permit.actor_id });
        const personal = body.remark === null ? {} : { remark: body.remark };
        return { subject: subjectOf(it), facts: { order: it, measure_id: params.measure_id }, personal, result: { id: it.id } };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/:order_id/closure`,
    summary: 'An order is met: every measure is closed',
    access: keepScope,
    params: one,
    body: retirement,
    output: made,
    handle: ({ params, body, context }) =>
      context.act(context.permit, { site: null, kind: 'authority_order.closed', reason: body.reason }, async (tx) => {
        const it = await closeOrder(tx, await lockOrder(tx, params.order_id), await todayAt(tx, context.now));
        return { subject: subjectOf(it), facts: { order: it }, result: { id: it.id } };
      }),
  }),
];
