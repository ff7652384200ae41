// The doors of sign-in, under /api/auth/. Everything else there is 404.
import { z } from 'zod';
import { longestPassword } from './password.ts';
import {
  askForPasskey,
  type Caller,
  chooseNewPassword,
  confirmAtSignIn,
  enrolAtSignIn,
  enterByPasskey,
  enterByPassword,
  enterByResetCode,
  enterCode,
} from './sign-in-flow.ts';
import { listWays, returnFromProvider, startAtProvider } from './sign-in-provider-flow.ts';
import type { SignIn } from './sign-in.ts';

/** `redirect` sends the browser there instead of answering `result`. */
export type SignInAnswer = { cookies: string[]; result?: unknown; redirect?: string };
export type SignInAsked = Caller & { body: unknown; params: Record<string, string>; query: string };
export type SignInPath = { method: 'GET' | 'POST'; name: string; body?: z.ZodType; handle(asked: SignInAsked): Promise<SignInAnswer> };

const typed = z.string().min(1).max(1000);
const email = z.string().min(1).max(254);
const newPassword = z
  .string()
  .min(1)
  .max(4 * longestPassword);
const code = z.string().min(1).max(40);
const passkeyAnswer = z.object({ response: z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) }) });

/** Gives a door the type of its body. */
function door<B extends z.ZodType>(
  name: string,
  body: B,
  handle: (body: z.infer<B>, asked: SignInAsked) => Promise<SignInAnswer>,
): SignInPath {
  return { method: 'POST', name, body, handle: (asked) => handle(asked.body as z.infer<B>, asked) };
}

/** The doors over one SignIn. `get-session` answers `{person: null}` to a signed-out caller, so that the page may ask without an error. */
export function signInPaths(signIn: SignIn): SignInPath[] {
  const nothing = z.object({}).optional();
  return [
    door('sign-in/email', z.object({ email, password: typed }), (body, asked) => enterByPassword(signIn, body, asked)),
    door('sign-in/reset-code', z.object({ email, code, password: newPassword }), (body, asked) => enterByResetCode(signIn, body, asked)),
    door('sign-in/code', z.object({ code }), (body, asked) => enterCode(signIn, body.code, asked)),
    door('sign-in/new-password', z.object({ password: newPassword }), (body, asked) => chooseNewPassword(signIn, body.password, asked)),
    door('sign-in/enrolment', nothing, (_body, asked) => enrolAtSignIn(signIn, asked)),
    door('sign-in/enrolment-confirmation', z.object({ code }), (body, asked) => confirmAtSignIn(signIn, body.code, asked)),
    door('sign-in/passkey-options', nothing, (_body, asked) => askForPasskey(signIn, asked)),
    door('sign-in/passkey', passkeyAnswer, (body, asked) => enterByPasskey(signIn, body.response, asked)),
    door('sign-in/provider', z.object({ provider_id: z.uuid(), to: z.string().max(2000) }), (body, asked) =>
      startAtProvider(signIn, body, asked),
    ),
    {
      method: 'GET',
      name: 'callback/:provider_id',
      handle: (asked) => returnFromProvider(signIn, { provider_id: asked.params['provider_id'] ?? '', query: asked.query }, asked),
    },
    { method: 'GET', name: 'ways', handle: async () => ({ cookies: [], result: await listWays(signIn) }) },
    door('sign-out', nothing, async (_body, { cookie }) => ({ ...(await signIn.signOut(cookie)), result: { done: true } })),
    { method: 'GET', name: 'get-session', handle: ({ cookie }) => tellSession(signIn, cookie) },
  ];
}

async function tellSession(signIn: SignIn, cookie: string | undefined): Promise<SignInAnswer> {
  const found = await signIn.principalOf(cookie);
  if (found === null) return { cookies: [], result: { person: null } };
  const { person_id, name, grants } = found.principal;
  return { cookies: found.cookies, result: { person: { id: person_id, name, email: found.email, grants }, expires_at: found.expires_at } };
}
