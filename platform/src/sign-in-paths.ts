// The only four doors of sign-in, under /api/auth/. Everything else there is 404.
import { z } from 'zod';
import { longestPassword } from './password.ts';
import type { SignIn } from './sign-in.ts';

export type SignInAnswer = { cookies: string[]; result: unknown };
type Asked = { body: unknown; cookie: string | undefined; address: string };
export type SignInPath = { method: 'GET' | 'POST'; name: string; body?: z.ZodType; handle(asked: Asked): Promise<SignInAnswer> };

const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) });
const change = z.object({
  current_password: z.string().min(1).max(1000),
  new_password: z
    .string()
    .min(1)
    .max(4 * longestPassword),
});

/** The doors over one SignIn. `get-session` answers `{person: null}` to a signed-out caller, so that the page may ask without an error. */
export function signInPaths(signIn: SignIn): SignInPath[] {
  return [
    {
      method: 'POST',
      name: 'sign-in/email',
      body: credentials,
      handle: async ({ body, address }) => {
        const { person_id, cookies } = await signIn.signIn({ ...(body as z.infer<typeof credentials>), address });
        return { cookies, result: { person_id } };
      },
    },
    {
      method: 'POST',
      name: 'sign-out',
      handle: async ({ cookie }) => ({ ...(await signIn.signOut(cookie)), result: { done: true } }),
    },
    {
      method: 'GET',
      name: 'get-session',
      handle: async ({ cookie }) => {
        const found = await signIn.principalOf(cookie);
        if (found === null) return { cookies: [], result: { person: null } };
        const { person_id, name, grants } = found.principal;
        return {
          cookies: found.cookies,
          result: { person: { id: person_id, name, email: found.email, grants }, expires_at: found.expires_at },
        };
      },
    },
    {
      method: 'POST',
      name: 'change-password',
      body: change,
      handle: async ({ body, cookie, address }) => {
        const { current_password: current, new_password: wanted } = body as z.infer<typeof change>;
        return { ...(await signIn.changePassword({ cookie, current, wanted, address })), result: { done: true } };
      },
    },
  ];
}
