// AssetPage: stands here until it is furnished.
export function AssetPage() {
  return null;
}
