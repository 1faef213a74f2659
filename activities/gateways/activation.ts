import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { Refusal } from '../../law/base/refusal';
import { messageId } from '../../store/letters/deliveries';
import { compose } from '../../templates/letters/compose';
import { emptyView } from '../../templates/letters/view';
import { mustEncrypt, refuseOutside } from './outside';

export interface ActivationLetter {
  email: string;
  name: string;
  link: string;
}

const PATIENCE_MS = 5_000;

/**
 * The only letter that contains a secret: it is sent at once and stored nowhere, so no table holds a working link. If
 * the mail server is away, the person who asked is told so and can press the button again.
 */
export function activationMailer(
  kind: 'training' | 'live',
  url: string,
  from: string,
): (letter: ActivationLetter) => Promise<void> {
  refuseOutside(kind, 'SMTP_URL', url);
  const transport = createTransport({
    url,
    requireTLS: mustEncrypt(url),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ email, name, link }) => {
    const { subject, text, html } = compose('account-activation', {
      ...emptyView,
      greeting: `Здравствуйте, ${name}!`,
      link,
    });
    try {
      await transport.sendMail({
        subject,
        text,
        html,
        messageId: messageId(randomUUID()),
        from,
        to: { name: '', address: email },
      });
    } catch {
      throw new Refusal('mail-away', 'Почтовый сервер не ответил, письмо не ушло. Повторите через минуту.', 503);
    }
  };
}
