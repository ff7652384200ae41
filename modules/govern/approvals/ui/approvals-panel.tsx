// ApprovalsPanel: stands here until it is furnished.
export function ApprovalsPanel() {
  return null;
}
