// Why the signer cannot sign at all: a word for the program and a sentence for the operator. It goes on answering with it until it is mended.
export class SignerFault extends Error {
  override name = 'SignerFault';
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
