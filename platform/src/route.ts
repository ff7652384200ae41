// Routes as data: method, path, access sentence, shapes and a short handler. Server, OpenAPI and the typed client derive from the list.
import type { IncomingMessage } from 'node:http';
import type { Kysely } from 'kysely';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Act, Observe } from './act.ts';
import type { FileStore } from './file-store.ts';
import type { Permit, Principal, Sentence } from './permit.ts';
import type { OwnSession } from './sign-in-sessions.ts';

/** No table types: stores write `sql<Row>` templates and say the row's shape. */
export type Database = Kysely<Record<string, never>>;

/** What every handler gets besides its input. `db` reads with the app role; writing goes through `act` or `observe`. */
export type Context = {
  db: Database;
  act: Act;
  observe: Observe;
  files: FileStore;
  principal: Principal;
  permit: Permit;
  /** The session the request came with; null on public routes, for tokens and at terminals. */
  session: OwnSession | null;
  now: Date;
  request_id: string;
  /** Client's address, for rate limits only. */
  address: string;
  /** Sends a Set-Cookie value along with the answer. */
  setCookie: (cookie: string) => void;
};

/**
 * A file as the answer, streamed to the caller, who saves it under `name`. `shown`: it is looked at, not saved. `forever`: its address will
 * never have other bytes, so the caller (alone) may keep it.
 */
export type FileAnswer = { name: string; type: string; body: Readable; shown?: true; forever?: boolean };
export const fileAnswer = z.custom<FileAnswer>();

type Shape = z.ZodType | undefined;
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

export type Route<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, O extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/api/v1/...` with `:name` parameters. A `:site_id` parameter is the site the permit is minted for. */
  path: string;
  /** One line for the OpenAPI document. */
  summary: string;
  /** The access sentence, or `public` (only health, setup and sign-in), or `signed_in` (own session's facts). */
  access: Sentence | 'public' | 'signed_in';
  params?: P;
  query?: Q;
  body?: B;
  output: O;
  /** Most bytes of a JSON body, where a mebibyte is not enough. */
  body_bytes?: number;
  /** Raw upload: the handler reads the request stream itself. */
  streams?: boolean;
  /** Leaves no line in the log: when somebody used it must not be read there. Only for routes that nobody signs in for. */
  unlogged?: true;
  /** Answers a file: the handler returns a FileAnswer, `output` is `fileAnswer`. */
  sends?: boolean;
  handle(input: { params: Out<P>; query: Out<Q>; body: Out<B>; context: Context; stream: IncomingMessage }): Promise<z.input<O>>;
};

/** Gives a route its types; returns it unchanged. */
export function route<P extends Shape, Q extends Shape, B extends Shape, O extends z.ZodType>(it: Route<P, Q, B, O>): Route<P, Q, B, O> {
  return it;
}

/** A list of routes of any shapes. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Routes = readonly Route<any, any, any, any>[];
