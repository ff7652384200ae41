// HomePage: stands here until it is furnished.
export function HomePage() {
  return null;
}
