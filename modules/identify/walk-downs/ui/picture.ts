// A picture as it is kept and sent: small enough for a weak signal, and without what a phone writes into it (place, device, owner).
const longest_px = 1600;

/** Draws the picture anew as JPEG, at most 1600 pixels wide and high. Throws when the browser cannot read it. */
export async function smallPicture(file: Blob): Promise<{ type: string; bytes: ArrayBuffer }> {
  const drawn = await createImageBitmap(file);
  const scale = Math.min(1, longest_px / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(drawn.width * scale));
  canvas.height = Math.max(1, Math.round(drawn.height * scale));
  canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
  if (blob === null) throw new Error('the picture could not be drawn');
  return { type: blob.type, bytes: await blob.arrayBuffer() };
}
