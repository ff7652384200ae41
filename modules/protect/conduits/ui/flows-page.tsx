// FlowsPage: stands here until it is furnished.
export function FlowsPage() {
  return null;
}
