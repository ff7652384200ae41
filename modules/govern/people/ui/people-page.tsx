// PeoplePage: stands here until it is furnished.
export function PeoplePage() {
  return null;
}
