// ConduitPage: stands here until it is furnished.
export function ConduitPage() {
  return null;
}
