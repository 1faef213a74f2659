import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';

const taken = z.object({
  id: z.number().int(),
  kind: z.enum(['email', 'sms', 'push']),
  at: z.string().nullable(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  messageId: z.string().nullable(),
});
export type TakenShape = z.infer<typeof taken>;

const page = z.object({ count: z.number().int(), messages: z.array(taken), more: z.boolean() });

export interface PostFilter {
  to?: string;
  kind?: TakenShape['kind'];
  before?: number;
}

/** What the local servers of mail, SMS and push received (bin/post); only a training installation has them. */
export interface PostOffice {
  list(wanted: PostFilter): Promise<z.infer<typeof page>>;
  open(id: number): Promise<TakenShape | null>;
}

declare module '../http/route' {
  interface Services {
    /** Absent when the operator uses servers of his own. */
    post?: PostOffice;
  }
}

const PATIENCE_MS = 5_000;

export function postOffice(port: number): PostOffice {
  const ask = async (path: string): Promise<unknown> => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      return await answer.json();
    } catch {
      throw closed();
    }
  };
  return {
    async list({ to = '', kind = '', before }) {
      const query = new URLSearchParams({ to, kind, before: before ? String(before) : '' });
      return page.parse(await ask(`/messages?${query.toString()}`));
    },
    open: async (id) => taken.nullable().parse(await ask(`/messages/${id}`)),
  };
}

export const closed = (): Refusal =>
  new Refusal('post-closed', 'Почта учебного контура не отвечает. Повторите через минуту.', 503);
