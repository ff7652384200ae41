// Why the witness cannot start or cosign at all: a word for the program and a sentence for the operator.
export class WitnessFault extends Error {
  override name = 'WitnessFault';
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
