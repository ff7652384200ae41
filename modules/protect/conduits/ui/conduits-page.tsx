// ConduitsPage: stands here until it is furnished.
export function ConduitsPage() {
  return null;
}
