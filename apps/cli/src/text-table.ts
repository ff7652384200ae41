// Aligned columns of text for the terminal.

/**
 * Lines up `rows` under `heads`; the last column is cut to fit `width`.
 * @param rightAligned columns of numbers
 */
export function formatTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  rightAligned: readonly number[] = [],
): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) =>
      rightAligned.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
    );
    const text = `  ${padded.join('  ')}`.trimEnd();
    return text.length > width ? `${text.slice(0, width - 3)}...` : text;
  };
  return [line(heads), ...rows.map(line)].join('\n');
}
