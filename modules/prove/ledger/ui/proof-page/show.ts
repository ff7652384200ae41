// How a given proof looks: verdict, key, the act in words, the proof's parts. Plain DOM: the file holds nothing it does not need.
import { algorithmOf, type GivenProof, type ProofFacts, type ProofVerdict } from '@holdfast/ledger/rules.proof';
import { type Say, sayIn } from './say.ts';

const look = `
:root{color-scheme:light dark;--ground:#f4f5f7;--text:#1b2127;--muted:#525b65;--line:#838c96;--good:#1d5c33;--good-soft:#d9ecdf;--bad:#a61b12;--bad-soft:#f7dedb;--open:#7a4d00;--open-soft:#f8e8c8}
@media(prefers-color-scheme:dark){:root{--ground:#1c2024;--text:#dde2e7;--muted:#9ba5b0;--line:#79838e;--good:#9fd8b0;--good-soft:#1c3b27;--bad:#ff9d94;--bad-soft:#46211e;--open:#f0c06a;--open-soft:#3d3015}}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
.verdict{border:2px solid;border-radius:6px;padding:.8rem 1rem;margin:1rem 0}
.verdict b{font-size:1.3rem;display:block}
.proven{color:var(--good);background:var(--good-soft)}.not_proven{color:var(--bad);background:var(--bad-soft)}.no_key{color:var(--open);background:var(--open-soft)}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
@media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
textarea,pre{box-sizing:border-box;width:100%;font:.85rem/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:transparent;color:inherit;border:1px solid var(--line);border-radius:4px;padding:.5rem}
label{font-weight:600;display:block}small,.quiet{color:var(--muted)}code{font-family:ui-monospace,monospace;font-size:.85rem}
button{font:inherit;background:none;border:1px solid var(--line);border-radius:4px;color:inherit;padding:.2rem .6rem;cursor:pointer}
@media print{button,textarea{display:none}}
`;

function make(tag: string, text = '', className = ''): HTMLElement {
  const it = document.createElement(tag);
  it.textContent = text;
  if (className !== '') it.className = className;
  return it;
}

function list(rows: readonly (readonly [string, string, 'code'?])[]): HTMLElement {
  const dl = make('dl');
  for (const [name, value, as] of rows) {
    const dd = make('dd');
    dd.append(as === 'code' ? make('code', value) : value);
    dl.append(make('dt', name), dd);
  }
  return dl;
}

/** Fills the page; judges again whenever the keys change. */
export function show(given: GivenProof, judge: (keys: string) => ProofVerdict): void {
  const sheet = document.createElement('style');
  sheet.textContent = look;
  document.head.append(sheet);
  let language: 'en' | 'de' = navigator.language.startsWith('de') ? 'de' : 'en';
  const keys = document.createElement('textarea');
  keys.id = 'keys';
  keys.rows = 4;
  keys.spellcheck = false;
  const draw = (): void => {
    const say = sayIn(language);
    document.documentElement.lang = language;
    document.title = say('page.title');
    const switchTo = make('button', say('page.lang'));
    switchTo.addEventListener('click', () => {
      language = language === 'de' ? 'en' : 'de';
      draw();
    });
    const header = make('header');
    header.append(make('h1', say('page.title')), switchTo);
    const label = make('label', say('page.key')) as HTMLLabelElement;
    label.htmlFor = 'keys';
    const result = make('div');
    const judged = (): void => result.replaceChildren(...partsOf(judge(keys.value), given, say));
    keys.oninput = judged;
    const head = make('div');
    head.append(label, keys, make('small', say('page.key_note')));
    const main = make('main');
    main.append(header, head, result, make('p', say('page.offline'), 'quiet'));
    judged();
    document.body.replaceChildren(main);
  };
  draw();
}

function partsOf(verdict: ProofVerdict, given: GivenProof, say: Say): HTMLElement[] {
  const { facts } = verdict;
  const words = { idx: String(facts?.idx ?? ''), size: String(facts?.size ?? ''), origin: facts?.origin ?? '?' };
  const box = make('div', '', `verdict ${verdict.is}`);
  box.setAttribute('role', 'status');
  const why =
    verdict.is === 'not_proven' ? say(`page.why.${verdict.why}`, { ...words, what: verdict.what }) : say(`page.${verdict.is}_says`, words);
  box.append(make('b', say(`page.${verdict.is}`)), why);
  if (facts === null) return [box];
  // What does not hold is not shown as if it did.
  if (verdict.is === 'not_proven' && verdict.why !== 'other_key' && verdict.why !== 'bad_key') return [box];
  return [box, ...actOf(facts, say), ...saidOf(given, say), ...proofOf(facts, say), make('p', say('page.not_checked')), fileOf(given, say)];
}

function actOf({ entry, texts }: ProofFacts, say: Say): HTMLElement[] {
  const facts = Object.entries(entry.facts).map(
    ([name, value]) => [say.fact(name), typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  return [
    make('h2', say('page.act')),
    list([
      [say('page.what'), say.kind(entry.kind)],
      [say('page.when'), entry.at.replace('T', ' ').replace('Z', '')],
      [say('page.who'), say.actor(entry.actor)],
      [say('page.whom'), `${say.subject(entry.subject.type)} ${entry.subject.id}`],
    ]),
    ...(facts.length === 0 ? [] : [make('h2', say('page.facts')), list(facts)]),
    ...(texts.length === 0 ? [] : [make('h2', say('page.texts')), list(texts.map(({ name, text }) => [say.text(name), text]))]),
  ];
}

function saidOf({ said }: GivenProof, say: Say): HTMLElement[] {
  return [
    make('h2', say('page.said')),
    list([
      [say('page.said_title'), said.title],
      ...(said.actor_name === null ? [] : [[say('page.said_who'), said.actor_name] as const]),
      [say('page.said_at'), said.given_at],
    ]),
  ];
}

function proofOf(facts: ProofFacts, say: Say): HTMLElement[] {
  const signed = facts.signatures.map((it) => {
    const name = `${it.name} (${algorithmOf(it)})`;
    return it.timestamp === null ? name : say('page.witnessed', { name, at: new Date(it.timestamp * 1000).toISOString() });
  });
  return [
    make('h2', say('page.proof')),
    list([
      [say('page.number'), String(facts.idx)],
      [say('page.size'), String(facts.size)],
      [say('page.root'), facts.root, 'code'],
      [say('page.leaf'), facts.leaf, 'code'],
      ...(signed.length === 0 ? [] : [[say('page.signed'), signed.join('; ')] as const]),
      [say('page.unknown'), facts.unknown.join(', ') || say('page.unknown_none')],
    ]),
  ];
}

function fileOf({ tlog_proof }: GivenProof, say: Say): HTMLElement {
  const details = make('details');
  details.append(make('summary', say('page.file')), make('pre', tlog_proof));
  return details;
}
