// A SHA-256 in groups of four, for one person to read and another to compare.

/** Four groups a line, so that two people keep the line. */
export function Fingerprint({ value, large = false }: { value: string; large?: boolean }) {
  const groups = value.toUpperCase().match(/.{4}/g) ?? [];
  const lines = [0, 4, 8, 12].map((from) => groups.slice(from, from + 4).join(' '));
  return (
    <span className="hf-mono" style={{ whiteSpace: 'pre', display: 'block', lineHeight: 1.5, fontSize: large ? 18 : 13 }}>
      {lines.join('\n')}
    </span>
  );
}
