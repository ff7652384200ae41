// Tables as CSV files that a spreadsheet opens without running what a device's name may hold.

/** One cell: quoted, and a leading apostrophe where a spreadsheet would take the text for a formula (OWASP CSV injection). */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Lines as CSV text (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
