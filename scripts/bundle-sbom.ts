// The list of what is inside a bundle, as CycloneDX 1.6: Holdfast, Node, PostgreSQL and every npm package with its hash and licence.
import type { BundledPackage } from './bundle-files.ts';

type Given = { version: string; commit: string | null; time_s: number; packages: readonly BundledPackage[]; postgres: string };

/** The document as JSON text; the same for the same packages. Source: https://cyclonedx.org/docs/1.6/json/ */
export function makeSbom({ version, commit, time_s, packages, postgres }: Given): string {
  const holdfast = {
    type: 'application',
    'bom-ref': `holdfast@${version}`,
    name: 'holdfast',
    version,
    licenses: [{ license: { id: 'Apache-2.0' } }],
  };
  const database = {
    type: 'application',
    'bom-ref': `postgresql@${postgres}`,
    name: 'postgresql',
    version: postgres,
    cpe: `cpe:2.3:a:postgresql:postgresql:${postgres}:*:*:*:*:*:*:*`,
    licenses: [{ license: { id: 'PostgreSQL' } }],
  };
  const components = [database, ...packages.map(componentOf)];
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(time_s * 1000).toISOString(),
      component: { ...holdfast, ...(commit === null ? {} : { properties: [{ name: 'git:commit', value: commit }] }) },
    },
    components,
    dependencies: [{ ref: holdfast['bom-ref'], dependsOn: components.map((it) => it['bom-ref']) }],
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function componentOf({ name, version, integrity, license }: BundledPackage) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm = '', base64 = ''] = (integrity ?? '').split('-');
  const content = Buffer.from(base64, 'base64').toString('hex');
  const isNode = name.startsWith('node-linux');
  return {
    type: isNode ? 'platform' : 'library',
    'bom-ref': purl,
    name: isNode ? 'node' : name,
    version,
    purl,
    ...(isNode ? { cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*` } : {}),
    ...(algorithm === 'sha512' ? { hashes: [{ alg: 'SHA-512', content }] } : {}),
    licenses: [
      /^[\w.-]+$/.test(license) && license !== 'unknown'
        ? { license: { id: license } }
        : /^\(?[\w.-]+( (OR|AND) [\w.-]+)+\)?$/.test(license)
          ? { expression: license }
          : { license: { name: license } },
    ],
  };
}
