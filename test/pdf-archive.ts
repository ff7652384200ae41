// What can be looked at of PDF/A-2a (ISO 19005-2) without its own validator, of documents whose objects stand open: each fault names its clause.
import { inflateSync } from 'node:zlib';

type Parts = { objects: Map<number, string>; text: string };

/** Faults of a document, empty when none was found. That is not a certificate: colours, fonts' glyphs and content are looked at by a validator only. */
export function faultsOfArchive(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const objects = new Map([...text.matchAll(/(?:^|\n)(\d+) 0 obj\b([\s\S]*?)\nendobj/g)].map(([, id, body]) => [Number(id), body!]));
  const parts = { objects, text };
  return [fileFaults, catalogFaults, metadataFaults, intentFaults, fontFaults, structureFaults, actionFaults].flatMap((look) =>
    look(parts),
  );
}

const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);
const dictionariesOf = ({ objects }: Parts): string[] => [...objects.values()].map((body) => body.split(/\nstream\r?\n/)[0]!);
const ofType = (parts: Parts, type: string): string[] => dictionariesOf(parts).filter((it) => new RegExp(`/Type /${type}\\b`).test(it));

function refOf({ objects }: Parts, dictionary: string, key: string): string | undefined {
  const id = new RegExp(`/${key} \\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1];
  return id === undefined ? undefined : objects.get(Number(id));
}

function streamOf(body: string): Buffer {
  const [dictionary, ...rest] = body.split(/\nstream\r?\n/);
  const raw = Buffer.from(rest.join('\nstream\n').replace(/\r?\nendstream$/, ''), 'latin1');
  return /\/FlateDecode/.test(dictionary!) ? inflateSync(raw) : raw;
}

function fileFaults({ text }: Parts): string[] {
  const trailer = text.slice(text.lastIndexOf('trailer'));
  return [
    ...unless(/^%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}/.test(text), '6.1.2 header, and a comment of bytes above 127'),
    ...unless(/\/ID\s*\[/.test(trailer), '6.1.3 an identifier in the trailer'),
    ...unless(!/\/Encrypt\b/.test(trailer), '6.1.3 not encrypted'),
    ...unless(/%%EOF\r?\n?$/.test(text), '6.1.3 nothing behind the end'),
    ...unless(!/\/LZWDecode|\/Crypt\b/.test(text), '6.1.7 no such filter'),
  ];
}

function catalogFaults(parts: Parts): string[] {
  const [catalog = ''] = ofType(parts, 'Catalog');
  return [
    ...unless(/\/Lang \([a-z]{2}/.test(catalog), '6.7.4 a language'),
    ...unless(/\/MarkInfo <<[^>]*\/Marked true/.test(catalog), '6.7.2 marked'),
    ...unless(!/\/(OpenAction|AA|AcroForm|NeedsRendering)\b/.test(catalog), '6.5 and 6.4 no action, no form'),
    ...unless(!/\/EmbeddedFiles\b/.test(catalog), '6.8 nothing embedded'),
  ];
}

function metadataFaults(parts: Parts): string[] {
  const body = refOf(parts, ofType(parts, 'Catalog')[0] ?? '', 'Metadata');
  if (body === undefined) return ['6.6.2.1 metadata'];
  const xmp = streamOf(body).toString('utf8');
  const field = (name: string): string | undefined => new RegExp(`<${name}>([^<]*)<`).exec(xmp)?.[1];
  const info = dictionariesOf(parts).find((it) => /\/CreationDate/.test(it)) ?? '';
  const [, made = ''] = /\/CreationDate \(D:(\d{14})/.exec(info) ?? [];
  return [
    ...unless(!/\/Filter/.test(body.split('\nstream')[0]!), '6.6.2.1 metadata uncompressed'),
    ...unless(/^\uFEFF?<\?xpacket begin=/.test(xmp) && /<\?xpacket end="[rw]"\?>\s*$/.test(xmp), '6.6.2.1 one packet'),
    ...unless(field('pdfaid:part') === '2' && field('pdfaid:conformance') === 'A', '6.6.4 it says part 2, level A'),
    ...unless(/<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang=/.test(xmp), '6.6.2.3 a title'),
    ...unless(
      (field('xmp:CreateDate') ?? '').replace(/\D/g, '').slice(0, 14) === made && made !== '',
      '6.6.3 the same date in metadata and information',
    ),
  ];
}

function intentFaults(parts: Parts): string[] {
  const intents = ofType(parts, 'OutputIntent').filter((it) => /\/S \/GTS_PDFA1\b/.test(it));
  const profile = intents.length === 1 ? refOf(parts, intents[0]!, 'DestOutputProfile') : undefined;
  if (profile === undefined) return ['6.2.3 one output intent with its profile'];
  const bytes = streamOf(profile);
  const space = bytes.subarray(16, 20).toString('latin1');
  const wanted = { 'RGB ': '3', GRAY: '1', CMYK: '4' }[space];
  return [
    ...unless(bytes.subarray(36, 40).toString('latin1') === 'acsp' && bytes[8]! <= 4, '6.2.3 an ICC profile up to version 4'),
    ...unless(wanted !== undefined && new RegExp(`/N ${wanted}\\b`).test(profile), '6.2.3 as many colours as the profile says'),
  ];
}

function fontFaults(parts: Parts): string[] {
  const fonts = ofType(parts, 'Font');
  const composite = fonts.filter((it) => /\/Subtype \/Type0\b/.test(it));
  const simple = fonts.filter((it) => /\/Subtype \/(Type1|TrueType|Type3)\b/.test(it));
  return [
    ...unless(composite.length > 0 || simple.length > 0, '6.2.11 a font'),
    ...unless(
      ofType(parts, 'FontDescriptor').every((it) => /\/FontFile[23]? \d+ 0 R/.test(it)),
      '6.2.11.4 every font embedded',
    ),
    ...unless(
      fonts.every((it) => /\/Type0\b/.test(it) || /\/FontDescriptor \d+ 0 R/.test(it)),
      '6.2.11.4 no font from outside',
    ),
    ...unless(
      [...composite, ...simple].every((it) => /\/ToUnicode \d+ 0 R/.test(it)),
      '6.2.11.7 every font says its letters',
    ),
  ];
}

/** PDF 1.7 (ISO 32000-1), 14.8.4. */
const standardTypes = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody
  TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(/\s+/),
);

function structureFaults(parts: Parts): string[] {
  const [root] = ofType(parts, 'StructTreeRoot');
  if (root === undefined) return ['6.7.3 a tree of structure'];
  const mapped = new Set([...(/\/RoleMap <<([\s\S]*?)>>/.exec(root)?.[1] ?? '').matchAll(/\/(\w+) \/(\w+)/g)].map(([, from]) => from!));
  const used = ofType(parts, 'StructElem').map((it) => /\/S \/(\w+)/.exec(it)?.[1] ?? '?');
  const strange = used.filter((it) => !standardTypes.has(it) && !mapped.has(it));
  const pictures = ofType(parts, 'StructElem').filter((it) => /\/S \/Figure\b/.test(it));
  const pages = ofType(parts, 'Page');
  return [
    ...unless(used.length > 0 && used.includes('Document'), '6.7.3.1 elements below it'),
    ...unless(strange.length === 0, `6.7.3.4 standard types, or mapped to one: ${[...new Set(strange)].join(', ')}`),
    ...unless(
      pictures.every((it) => /\/Alt\b|\/ActualText\b/.test(it)),
      '6.7.8 pictures with words',
    ),
    ...unless(pages.length > 0 && pages.every((it) => /\/StructParents \d+/.test(it)), '6.7.3 every page in the tree'),
    ...unless(
      pages.every((it) => !/\/Group\b/.test(it) || /\/Group <<[^>]*\/CS\b/.test(it)),
      '6.2.10 a colour space where pages are transparent',
    ),
  ];
}

function actionFaults({ text }: Parts): string[] {
  const forbidden = [
    'JavaScript',
    'JS',
    'Launch',
    'Sound',
    'Movie',
    'ResetForm',
    'ImportData',
    'Hide',
    'SetOCGState',
    'Rendition',
    'Trans',
    'GoTo3DView',
  ];
  const found = forbidden.filter((name) => new RegExp(`/S /${name}\\b`).test(text));
  return unless(found.length === 0 && !/\/JavaScript\b/.test(text), `6.5.1 no such action: ${found.join(', ')}`);
}
