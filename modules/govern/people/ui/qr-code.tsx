// A QR code, black on white in either theme so that every camera reads it.
import { encode } from 'uqr';

const quiet = 4;

/** `text` as a picture; `label` says what it is for, since a picture of dots says nothing. */
export function QrCode({ text, label, size = 192 }: { text: string; label: string; size?: number }) {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const side = data.length + 2 * quiet;
  const dots = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])));
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={size} height={size} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dots.join('')} fill="#000" />
    </svg>
  );
}
