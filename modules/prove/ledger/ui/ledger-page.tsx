// LedgerPage: stands here until it is furnished.
export function LedgerPage() {
  return null;
}
