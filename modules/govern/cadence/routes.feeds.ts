// Routes of calendars read outside: made and ended by whose they are, read by whoever has the address.
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { formatDay, readDay } from '@holdfast/core-cadence';
import { Failure } from '@holdfast/platform/failure';
import { isAllowed } from '@holdfast/platform/permit';
import { addressKey, createRateLimit } from '@holdfast/platform/rate-limit';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { done, id } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { keepOwnFeeds, seeCadence } from './access.ts';
import { entriesBetween, type MoreEntries } from './calendar.ts';
import { type FeedEntry, feedText } from './feed.ts';
import { feeds, madeFeed, newFeed } from './schema.ts';
import { listPlaces } from './store.ts';
import { addFeed, endFeed, feedBy, type FeedOf, listFeeds, noteFeedRead } from './store.feeds.ts';

/** `grantsOf`: a person's roles in force, asked each time the feed is read: who lost them reads nothing more. */
export type FeedNeeds = { publicUrl: string; principalOf(person_id: string): Promise<Context['principal']>; more?: MoreEntries };

const mine = '/api/v1/me/calendar-feeds';
const hash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Three months back and fifteen ahead: at the sites whose cadence the person may still see. */
async function entriesOf(context: Context, needs: FeedNeeds, feed: FeedOf): Promise<{ name: string; entries: FeedEntry[] }> {
  const who = await needs.principalOf(feed.person_id);
  const places = (await listPlaces(context.db)).filter(
    (it) => (feed.site_id === null || it.site_id === feed.site_id) && isAllowed(who, seeCadence, it.site_id),
  );
  if (feed.site_id !== null && places.length === 0) throw new Failure('not_found', 'feed_not_found');
  const today = readDay(context.now.toISOString().slice(0, 10))!;
  const span = { from: formatDay(today - 92), until: formatDay(today + 457), now: context.now, as_of: null, more: needs.more };
  const seen = new Set<string>();
  const entries: FeedEntry[] = [];
  for (const { site_id, site_name } of places) {
    for (const it of await entriesBetween(context.db, site_id, span)) {
      if (it.kind === 'holiday' || it.kind === 'done') continue;
      if (feed.site_id === null && it.kind !== 'law' && it.person_id !== who.person_id) continue;
      // What is the organisation's or the law's stands once, whatever the number of sites.
      if (seen.has(it.id)) continue;
      seen.add(it.id);
      entries.push({ ...it, site_id, site_name });
    }
  }
  return { name: feed.site_id === null ? 'Holdfast' : `Holdfast ${places[0]!.site_name}`, entries };
}

const ownFeeds = [
  route({
    method: 'GET',
    path: mine,
    summary: 'One’s own calendar addresses',
    access: 'signed_in',
    output: feeds,
    handle: async ({ context }) => ({ rows: await listFeeds(context.db, context.principal.person_id) }),
  }),
  route({
    method: 'POST',
    path: mine,
    summary: 'Make an address under which a calendar program reads one’s own dates, or a site’s; it is shown once',
    access: keepOwnFeeds,
    body: newFeed,
    output: madeFeed,
    handle: async ({ body: { site_id }, context }) => {
      if (site_id !== null && !isAllowed(context.principal, seeCadence, site_id))
        throw new Failure('forbidden', 'not_allowed', { sentence: seeCadence.id });
      const token = randomBytes(32).toString('base64url');
      const made = await context.act(context.permit, { site: null, kind: 'calendar_feed.made' }, async (tx) => {
        const person_id = context.permit.actor_id;
        const feed = await addFeed(tx, { person_id, site_id, sha256: hash(token), now: context.now });
        return { subject: { type: 'calendar_feed', id: feed.id }, facts: { at_site: site_id }, result: feed };
      });
      return { ...made, path: `/api/v1/calendar-feeds/${token}.ics` };
    },
  }),
  route({
    method: 'DELETE',
    path: `${mine}/:feed_id`,
    summary: 'End a calendar address: it answers nobody any more',
    access: keepOwnFeeds,
    params: z.object({ feed_id: id }),
    output: done,
    handle: async ({ params, context }) => {
      await context.act(context.permit, { site: null, kind: 'calendar_feed.ended' }, async (tx) => {
        const { site_id } = await endFeed(tx, context.permit.actor_id, params.feed_id, context.now);
        return { subject: { type: 'calendar_feed', id: params.feed_id }, facts: { at_site: site_id }, result: null };
      });
      return { done: true as const };
    },
  }),
];

/** Read by a calendar program, which has no session: the address is the key. */
function readingRoute(needs: FeedNeeds) {
  const tries = createRateLimit({ burst: 60, refill_ms: 10_000 });
  return route({
    method: 'GET',
    path: '/api/v1/calendar-feeds/:token',
    summary: 'A calendar as iCalendar, for who has its address',
    access: 'public',
    params: z.object({ token: z.string().max(100) }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params, context }) => {
      const retry_after_s = tries.take(addressKey(context.address), context.now.getTime());
      if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
      const feed = await feedBy(context.db, hash(params.token.replace(/\.ics$/, '')));
      const { name, entries } = await entriesOf(context, needs, feed);
      await noteFeedRead(context.db, feed.id, context.now);
      const text = feedText(entries, { name, language: feed.language, publicUrl: needs.publicUrl, now: context.now });
      return { name: 'holdfast.ics', type: 'text/calendar; charset=utf-8', body: Readable.from([text]) };
    },
  });
}

export const feedRoutes = (needs: FeedNeeds) => [...ownFeeds, readingRoute(needs)];
