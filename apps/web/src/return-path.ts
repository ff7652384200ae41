// The page a person wanted before signing in.

/** Where to go after sign-in: a path of this app, never another site's address. */
export function pathAfterSignIn(asked: string | undefined): string {
  return asked !== undefined && /^\/(?![/\\])[!-~]*$/.test(asked) ? asked : '/';
}
