// The one file that proves an entry to somebody else: a page that checks itself in any browser, without a network and without Holdfast.
import { encodeBase64, encodeUtf8, type Hash } from '@holdfast/core-ledger';
import type { GivenProof } from './rules.proof.ts';

/** What stands in the page until its script has judged; it stays when the script was changed or may not run. */
const unjudged = [
  'Not proven: this file has not checked itself. It was changed on its way, or its script may not run here.',
  'Nicht bewiesen: diese Datei hat sich nicht selbst geprüft. Sie wurde unterwegs geändert, oder ihr Skript darf hier nicht laufen.',
];

/** Where the page's script finds what is given. */
export const givenId = 'given';

/**
 * The page as text. `script` is the judging script, whole and with nothing to fetch. The policy in its head lets just these bytes run and
 * nothing be fetched: a changed script does not run, and the page then says that nothing is proven.
 */
export function makeProofPage(given: GivenProof, script: string, hash: Hash): string {
  const code = `\n${script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}\n`;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${encodeBase64(hash(encodeUtf8(code)))}'`;
  const data = JSON.stringify(given, null, 1).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Holdfast</title>
</head>
<body>
<main>
${unjudged.map((text) => `<p><strong>${text}</strong></p>`).join('\n')}
</main>
<script type="application/json" id="${givenId}">
${data}
</script>
<script>${code}</script>
</body>
</html>
`;
}
