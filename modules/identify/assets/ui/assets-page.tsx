// AssetsPage: stands here until it is furnished.
export function AssetsPage() {
  return null;
}
