// Routes of badges and PINs: one's own PIN, and what the owner keeps of everybody.
import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import { faultOfPin, hashPin, isPin, longestPin, makePin, shortestPin } from '@holdfast/platform/pin';
import { route } from '@holdfast/platform/route';
import { done, id, page } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepBadges, seeBadges, setOwnPin } from './access.ts';
import { badge, newBadge, newPin, ownPin, startPin, why } from './schema.ts';
import { forgetPinTries, listBadges, readBadge, setBadge, setPin, takePinTry } from './store.people.ts';

/** Throws unprocessable for a PIN that will not do. */
export function requirePin(pin: string): void {
  const fault = faultOfPin(pin);
  if (fault !== null) throw new Failure('unprocessable', fault, { shortest: shortestPin, longest: longestPin });
}

const personParams = z.object({ person_id: id });

export const pinRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/me/pin',
    summary: 'Whether one’s own PIN is set',
    access: 'signed_in',
    output: ownPin,
    handle: async ({ context }) => {
      const mine = (await listBadges(context.db)).find((it) => it.person_id === context.principal.person_id);
      return { state: mine?.pin ?? 'none', badge_ends_with: mine?.number?.slice(-3) ?? null };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/me/pin',
    summary: 'Set one’s own PIN for shared terminals; with the one in use, when there is one',
    access: setOwnPin,
    body: newPin,
    output: done,
    handle: async ({ body, context }) => {
      const { person_id } = context.principal;
      requirePin(body.pin);
      const kept = await takePinTry(context.db, person_id);
      if (kept !== null && !(await isPin(body.current ?? '', kept.hash))) throw new Failure('unprocessable', 'pin_wrong');
      if (kept !== null) await forgetPinTries(context.db, person_id);
      const hash = await hashPin(body.pin);
      return context.act(context.permit, { site: null, kind: 'person.pin_set' }, async (tx) => {
        await setPin(tx, person_id, { hash, must_change: false });
        return { subject: { type: 'person', id: person_id }, facts: {}, result: { done: true as const } };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/badges',
    summary: 'Who has which badge, and whether a PIN is set',
    access: seeBadges,
    output: page(badge),
    handle: async ({ context }) => {
      const rows = await listBadges(context.db);
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/people/:person_id/badge',
    summary: 'Give a person a badge, or take it',
    access: keepBadges,
    params: personParams,
    body: newBadge,
    output: badge,
    handle: async ({ params: { person_id }, body, context }) => {
      await readBadge(context.db, person_id);
      const kind = body.number === null ? 'person.badge_taken' : 'person.badge_given';
      await context.act(context.permit, { site: null, kind, reason: body.reason }, async (tx) => {
        await setBadge(tx, person_id, body.number);
        return { subject: { type: 'person', id: person_id }, facts: {}, personal: { badge: body.number ?? '' }, result: null };
      });
      return readBadge(context.db, person_id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/people/:person_id/pin-reset',
    summary: 'A first PIN for a person, shown once; they choose their own when they use it',
    access: keepBadges,
    params: personParams,
    body: why,
    output: startPin,
    handle: async ({ params: { person_id }, body, context }) => {
      await readBadge(context.db, person_id);
      const pin = makePin();
      const nonce = randomUUID();
      const hash = await hashPin(pin);
      const set = await context.act(context.permit, { site: null, kind: 'person.pin_reset', reason: body.reason }, async (tx) => {
        await setPin(tx, person_id, { hash, must_change: true });
        return { subject: { type: 'person', id: person_id }, facts: {}, result: { nonce } };
      });
      if (set.nonce !== nonce) throw new Failure('conflict', 'shown_once');
      return { pin };
    },
  }),
];
