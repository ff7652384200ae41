// The repository as text in memory, and what is imported where.
import { parseSync } from 'oxc-parser';

/** Path relative to the repository -> text. Only source, JSON words and package.json files matter. */
export type Tree = ReadonlyMap<string, string>;

/** `line` counts from 1. */
export type Fault = { file: string; line: number; what: string; why: string };

/** One import or re-export. `names` are the imported names, `*` for a namespace. */
export type Import = { file: string; line: number; from: string; names: readonly string[]; typesOnly: boolean };

/** True for files that hold code of ours. */
export function isSource(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts');
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Reads every import, re-export and `import('...')` of a file; a text that does not parse has those found before the fault. */
export function readImports(file: string, text: string): Import[] {
  const { module } = parseSync(file, text);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports = module.staticImports.map((it) => ({
    file,
    line: lineAt(it.start),
    from: it.moduleRequest.value,
    names: it.entries.map((entry) => entry.importName.name ?? '*'),
    typesOnly: it.entries.length > 0 && it.entries.every((entry) => entry.isType),
  }));
  const counted = new Set(module.staticImports.map((it) => it.start));
  for (const it of module.staticExports.filter((one) => !counted.has(one.start))) {
    for (const entry of it.entries) {
      if (entry.moduleRequest === null) continue;
      imports.push({
        file,
        line: lineAt(it.start),
        from: entry.moduleRequest.value,
        names: [entry.importName.name ?? '*'],
        typesOnly: entry.isType,
      });
    }
  }
  for (const it of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(it.moduleRequest.start, it.moduleRequest.end))?.[2];
    if (literal !== undefined) imports.push({ file, line: lineAt(it.start), from: literal, names: ['*'], typesOnly: false });
  }
  return imports;
}
