// Routes of appointments, put together: seats and who holds them, cards, duties per activity, parties, IT and OT.
import { cardRoutes } from './routes.cards.ts';
import { coordinationRoutes } from './routes.coordination.ts';
import { dutyRoutes } from './routes.duties.ts';
import { ownRoutes } from './routes.own.ts';
import { seatRoutes } from './routes.seats.ts';

export const routes = [...seatRoutes, ...ownRoutes, ...cardRoutes, ...dutyRoutes, ...coordinationRoutes];
