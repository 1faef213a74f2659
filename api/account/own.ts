import { z, type ZodType } from 'zod';
import type { Knex } from 'knex';
import { uuid } from '../http/fields';
import { route } from '../http/route';
import { notFound } from '../security/permission';
import { inPerson } from './signed';

interface TakenBack<T> {
  id: string;
  path: string;
  summary: string;
  out: ZodType<T>;
  /** False when the person has no such thing, or has it no more. */
  take: (db: Knex, personId: string, id: string) => Promise<boolean>;
  data: (id: string) => T;
  see: string;
  say: string;
}

/** Takes one thing of the person's own out of use: a sign-in, a token, a browser. */
export const takesBack = <T>({ take, data, see, say, ...declared }: TakenBack<T>) =>
  route({
    ...declared,
    method: 'post',
    allowed: 'signed-in',
    whileTravelling: true,
    params: z.object({ id: uuid() }),
    body: z.object({}),
    handle: async (call) => {
      if (!(await take(call.db, inPerson(call).personId, call.params.id))) throw notFound();
      return { data: data(call.params.id), see, say };
    },
  });
