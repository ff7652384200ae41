// Routes of one's own: the seats I hold or am asked to take, and by which number I am called.
import { route } from '@holdfast/platform/route';
import { keepOwnReach, seeCoverage } from './access.ts';
import { cardVersion } from './rules.ts';
import { ownAppointments, ownReach, reach } from './schema.ts';
import { listOwn } from './store.appointments.ts';
import { listCardTexts } from './store.cards.ts';
import { keepReach, readPeople } from './store.people.ts';

const noReach = { email: null, phone: null, second_phone: null, remark: null };

export const ownRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/me/appointments',
    summary: 'Seats I hold or am asked to take',
    access: seeCoverage,
    output: ownAppointments,
    handle: async ({ context }) => {
      const me = context.principal.person_id;
      const appointments = [];
      for (const it of await listOwn(context.db, me)) {
        const version = cardVersion(it.role, await listCardTexts(context.db, it.site_id, it.role));
        appointments.push({ ...it, is_card_new: it.card_version !== version });
      }
      return { appointments, reach: (await readPeople(context.db, [me])).get(me)?.reach ?? noReach };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/me/reach',
    summary: 'Say by which number I am called',
    access: keepOwnReach,
    body: ownReach,
    output: reach,
    handle: ({ body, context }) => {
      const me = context.permit.actor_id;
      return context.act(context.permit, { site: null, kind: 'person.reach_kept' }, async (tx) => {
        await keepReach(tx, me, body);
        const personal = Object.fromEntries(Object.entries(body).filter((it): it is [string, string] => it[1] !== null));
        const result = (await readPeople(tx, [me])).get(me)?.reach ?? noReach;
        return { subject: { type: 'person', id: me }, facts: { has_phone: body.phone !== null }, personal, result };
      });
    },
  }),
];
