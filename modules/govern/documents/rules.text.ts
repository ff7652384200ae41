// The little markdown of documents: paragraphs, lists, steps, bold, and places that fill themselves. Everything else is plain text, never markup.
import type { DocumentText, Section } from './schema.ts';
import { isPlace, type PlaceId } from './rules.places.ts';

export type Inline = { kind: 'text' | 'bold'; text: string } | { kind: 'place'; place: PlaceId };
export type Block = { kind: 'paragraph'; items: Inline[][] } | { kind: 'list' | 'steps'; items: Inline[][] };

/** Reads a section's body. A blank line, or another kind of line, ends a block; any text is a valid body. */
export function readBody(body: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true;
  for (const line of body.split('\n')) {
    const text = line.trim();
    if (text === '') {
      isNew = true;
      continue;
    }
    const { kind, rest } = kindOf(text);
    const last = blocks.at(-1);
    const joins = last !== undefined && last.kind === kind && (kind !== 'paragraph' || !isNew);
    if (!joins) blocks.push({ kind, items: [readInline(rest)] });
    else if (kind === 'paragraph') last.items[0]!.push({ kind: 'text', text: ' ' }, ...readInline(rest));
    else last.items.push(readInline(rest));
    isNew = false;
  }
  return blocks;
}

function kindOf(text: string): { kind: Block['kind']; rest: string } {
  const list = /^[-*•]\s+(.*)$/.exec(text);
  if (list !== null) return { kind: 'list', rest: list[1]! };
  const step = /^\d{1,3}[.)]\s+(.*)$/.exec(text);
  return step === null ? { kind: 'paragraph', rest: text } : { kind: 'steps', rest: step[1]! };
}

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  const add = (kind: 'text' | 'bold', part: string): void => {
    if (part !== '') parts.push({ kind, text: part });
  };
  let isBold = false;
  // Split at the marks; an odd last `**` is only two stars.
  const pieces = text.split(/(\*\*|\{\{[^{}]{1,64}\}\})/);
  const stars = pieces.filter((it) => it === '**').length;
  let seen = 0;
  for (const piece of pieces) {
    const name = /^\{\{\s*(.*?)\s*\}\}$/.exec(piece)?.[1] ?? '';
    if (piece === '**' && (stars % 2 === 0 || (seen += 1) < stars)) isBold = !isBold;
    else if (isPlace(name)) parts.push({ kind: 'place', place: name });
    else add(isBold ? 'bold' : 'text', piece);
  }
  return parts;
}

/** As it is kept: line ends are one, nothing trails. */
export function tidyText(text: DocumentText): DocumentText {
  const tidy = (body: string): string =>
    body
      .replaceAll(/\r\n?/g, '\n')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
  return {
    title: text.title.trim(),
    sections: text.sections.map((it) => ({ id: it.id, heading: it.heading.trim(), body: tidy(it.body) })),
  };
}

/** Whether two texts say the same, letter by letter; a database may have turned the order of their fields. */
export function isSameText(a: DocumentText | undefined, b: DocumentText | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const same = (one: Section, at: number): boolean => {
    const other = b.sections[at]!;
    return one.id === other.id && one.heading === other.heading && one.body === other.body;
  };
  return a.title === b.title && a.sections.length === b.sections.length && a.sections.every(same);
}

/** The file whose hash the ledger keeps: the text with its places unfilled, so that no name of a person is in it. The same version, the same bytes. */
export function textFile(of: { document_id: string; number: number; language: string }, text: DocumentText): string {
  const sections = text.sections.map((it) => `## ${it.heading}\n\n${it.body}\n`);
  return `# ${text.title}\n\n${sections.join('\n')}\n---\n${of.document_id} v${of.number} ${of.language}\n`;
}
