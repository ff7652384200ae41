// Mail out: one plain-text message over the plant's own SMTP server (RFC 5321), with TLS unless somebody chose otherwise.
import { createTransport } from 'nodemailer';

/** `tls` from the first byte (RFC 8314), `starttls` required, or `none` on a plant's own network. */
export type MailServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string | null;
  password: string | null;
  sender: string;
  /** PEM of the authority that signed the server's certificate, when it is none the system trusts. */
  ca_pem?: string;
};
export type Mail = { to: string; subject: string; text: string };

/** Why a message did not go. `code` is from a closed list the pages word. `final`: trying again will not help. */
export class MailFault extends Error {
  readonly code: 'unreachable' | 'tls_refused' | 'sign_in_refused' | 'sender_refused' | 'recipient_refused' | 'refused';
  readonly final: boolean;
  /** For the log of jobs: a fault of the world outside, in one line. */
  readonly is_outside = true;
  constructor(code: MailFault['code'], final: boolean, cause: unknown) {
    super(`mail: ${code}`, { cause });
    this.code = code;
    this.final = final;
  }
}

const patienceMs = 15_000;

/** Sends one message. Throws MailFault. */
export async function sendMail(server: MailServer, mail: Mail): Promise<void> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.ca_pem === undefined ? {} : { tls: { ca: server.ca_pem } }),
    ...(server.username === null ? {} : { auth: { user: server.username, pass: server.password ?? '' } }),
  });
  try {
    const headers = { 'Auto-Submitted': 'auto-generated' };
    await transport.sendMail({ from: server.sender, to: mail.to, subject: mail.subject, text: mail.text, headers });
  } catch (error) {
    throw faultOf(error);
  } finally {
    transport.close();
  }
}

const tlsCode = /^(ETLS|CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;
type SmtpError = { code?: string; responseCode?: number; command?: string; message?: string };

// Reply codes of RFC 5321, 4.2: 4xx may pass, 5xx stays.
function faultOf(error: unknown): MailFault {
  const { code = '', responseCode = 0, command = '', message = '' } = error as SmtpError;
  const isFinal = responseCode >= 500;
  if (tlsCode.test(code) || /certificate|STARTTLS|wrong version number/i.test(message)) return new MailFault('tls_refused', false, error);
  if (code === 'EAUTH') return new MailFault('sign_in_refused', false, error);
  if (responseCode === 0) return new MailFault('unreachable', false, error);
  if (/MAIL FROM/i.test(command)) return new MailFault('sender_refused', isFinal, error);
  if (/RCPT TO/i.test(command) || code === 'EENVELOPE') return new MailFault('recipient_refused', isFinal, error);
  return new MailFault('refused', isFinal, error);
}
