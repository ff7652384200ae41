// The map: stands here until it is furnished.
export function MapPage() {
  return null;
}
