// Reads XML into a small tree: no document types, no entities of its own, bounded in depth, elements and text; whole branches can be left out.
import { SaxesParser } from 'saxes';

/** `name` and attribute names without their namespace prefix. `text` is the element's own text, trimmed. `line` counts from 1. */
export type Element = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
  line: number;
  parent: Element | null;
};

/** `offset` is the line, from 1, where reading stopped. */
export type Fault = { kind: 'not_xml' | 'too_large' | 'doctype' | 'not_a_project'; offset: number; what: string };
export type Parsed = { ok: true; root: Element } | { ok: false; error: Fault };

export type Limits = { characters: number; elements: number; depth: number; textCharacters: number };
export const defaultLimits: Limits = { characters: 256 << 20, elements: 400_000, depth: 200, textCharacters: 4000 };

class Stop extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.what);
    this.fault = fault;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Parses `text`. Elements whose local name `skips` says yes to are left out with all that is in them. Never throws on input. */
export function parseXml(text: string, skips: (name: string, depth: number) => boolean, limits: Limits = defaultLimits): Parsed {
  const line = { now: 1 };
  try {
    return { ok: true, root: build(text, skips, limits, line) };
  } catch (thrown) {
    if (thrown instanceof Stop) return { ok: false, error: thrown.fault };
    const what = thrown instanceof Error ? thrown.message.slice(0, 200) : 'unreadable';
    return { ok: false, error: { kind: 'not_xml', offset: line.now, what } };
  }
}

function build(text: string, skips: (name: string, depth: number) => boolean, limits: Limits, line: { now: number }): Element {
  if (text.length > limits.characters) stop('too_large', 0, `more than ${limits.characters} characters`);
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: (Element | null)[] = [];
  let root: Element | null = null;
  let elements = 0;
  let skipped = 0;
  parser.on('doctype', () => stop('doctype', parser.line, 'a document type is not read'));
  parser.on('error', (error) => stop('not_xml', parser.line, error.message.slice(0, 200)));
  parser.on('opentag', (tag) => {
    line.now = parser.line;
    const name = localName(tag.name);
    if (open.length >= limits.depth) stop('too_large', parser.line, `nested deeper than ${limits.depth}`);
    if (skipped > 0 || skips(name, open.length)) {
      skipped += 1;
      open.push(null);
      return;
    }
    if ((elements += 1) > limits.elements) stop('too_large', parser.line, `more than ${limits.elements} elements`);
    const parent = open.at(-1) ?? null;
    const element = { name, attributes: attributesOf(tag.attributes), children: [], text: '', line: parser.line, parent };
    parent?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const take = (part: string): void => {
    const at = open.at(-1);
    if (at !== null && at !== undefined && at.text.length < limits.textCharacters) at.text += part.slice(0, limits.textCharacters);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === null) skipped -= 1;
    else if (closed !== undefined) closed.text = closed.text.trim();
  });
  const step = 1 << 20;
  for (let at = 0; at < text.length; at += step) parser.write(text.slice(at, at + step));
  parser.close();
  if (root === null) return stop('not_xml', 1, 'no element in it');
  return root;
}

function attributesOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(given)) own[localName(name)] = value.slice(0, 4000);
  return own;
}

function stop(kind: Fault['kind'], offset: number, what: string): never {
  throw new Stop({ kind, offset, what });
}

/** The children with this name, whatever its case. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((it) => it.name.toLowerCase() === name.toLowerCase()) ?? [];
}

export const childOf = (element: Element | undefined, name: string): Element | undefined => childrenOf(element, name)[0];

/** All elements below `element`, in the order of the file. */
export function* below(element: Element): Generator<Element> {
  const waiting = element.children.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) waiting.push(next.children[at]!);
  }
}

/** Where an element stands: names of its ancestors' `Name` attributes, or element names, joined by `/`. */
export function pathOf(element: Element): string {
  const parts: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parent)
    parts.unshift(at.attributes['Name'] ?? at.attributes['name'] ?? at.name);
  return parts.join('/').slice(0, 500);
}
