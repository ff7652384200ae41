// FindingsPage: stands here until it is furnished.
export function FindingsPage() {
  return null;
}
