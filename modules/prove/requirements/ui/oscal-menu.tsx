// The matrix as OSCAL documents of NIST, for tools that read them.
export function ExportMenu() {
  return null;
}
