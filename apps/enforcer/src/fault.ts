// Why the enforcer can't start or do what it was asked: a word for the program and a sentence for the operator.
export class EnforcerFault extends Error {
  override name = 'EnforcerFault';
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
