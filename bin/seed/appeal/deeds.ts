import type { Knex } from 'knex';
import type { Engine } from '../../../api/http/engine';
import { command } from '../../../api/http/order';
import type { AnswerKind, AppealTextKind } from '../../../law/appeal/words';
import { publishFaq } from '../../../store/appeal/faq';
import { writeText } from '../../../store/appeal/texts';
import type { Cast } from '../cast';
import type { Deed } from './fates';
import { comments, reasons } from './matters';
import type { SeedAppeal } from './plan';
import { idOf } from '../random';
import { organisationId } from '../region';

/** One seeded appeal and its plan. */
export interface Life {
  id: string;
  /** Unique in the seed: every id of this appeal is made from it. */
  name: string;
  plan: SeedAppeal;
  /** Key of the organisation that has it. */
  to: string;
}

export interface DeedStage {
  db: Knex;
  engine: Engine;
  cast: Cast;
  now(): Promise<Date>;
}

const REFUSAL = 'Обращение рассмотрено. Нарушений не нашлось, оснований выполнить просьбу нет. Ответ можно обжаловать.';

/** Does one deed as the page would: the text first, then the command that refers to it. */
export async function performDeed(stage: DeedStage, life: Life, deed: Deed, turn: number): Promise<void> {
  const { cast } = stage;
  const { plan, to } = life;
  const clerk = cast.clerk(to);
  const applicant = plan.holder?.personId ?? clerk;
  const act = (name: string, actorId: string, args: Args = {}): Promise<unknown> =>
    command(stage, { area: 'appeal', caseId: life.id, key: idOf(`${life.name}:${turn}:${name}`), name, actorId, args });
  const write = (kind: AppealTextKind, body: string, authorId: string): Promise<string> =>
    writeWords(stage, life, turn, { kind, body, authorId });
  const answer = async (kind: AnswerKind, body: string): Promise<unknown> =>
    act('answer', clerk, { kind, text: await write('answer', body, clerk) });
  const rate = async (rating: number, body: string): Promise<unknown> =>
    act('rate', applicant, { rating, text: await write('comment', body, applicant) });
  const acts: Record<Deed['act'], () => Promise<unknown>> = {
    route: () => act('route', clerk, { person: worker(cast, to, turn + life.name.length) }),
    note: async () => act('note', clerk, { text: await write('note', reasons.note, clerk) }),
    answer: () => answer(plan.matter.kind, plan.matter.answer),
    refuse: () => answer('refused', REFUSAL),
    praise: () => rate(life.name.length % 2 ? 5 : 4, comments.good),
    blame: () => rate(1 + (life.name.length % 2), comments.poor),
    reopen: async () => act('reopen', applicant, { text: await write('comment', comments.reopen, applicant) }),
    complain: async () =>
      act('complain', applicant, {
        organisation: organisationId('inspectorate'),
        text: await write('comment', plan.fate === 'silent' ? comments.silence : comments.complain, applicant),
      }),
    forward: async () =>
      act('forward', clerk, {
        organisation: organisationId(plan.house.manager),
        text: await write('reason', reasons.forward, clerk),
      }),
    extend: async () => act('extend', clerk, { text: await write('reason', reasons.extend, clerk) }),
    withdraw: async () => act('withdraw', applicant, { text: await write('comment', comments.withdraw, applicant) }),
    split: () => act('split', clerk, { subjects: plan.subjects, texts: plan.subjects.map(() => '') }),
    join: () => act('join', neighbour(cast, plan, turn)),
    close: () => act('close', clerk),
    publish: () => publish(stage, life),
  };
  await acts[deed.act]();
}

type Args = Readonly<Record<string, string | number | readonly string[]>>;

async function writeWords(
  stage: DeedStage,
  life: Life,
  turn: number,
  text: { kind: AppealTextKind; body: string; authorId: string },
): Promise<string> {
  const id = idOf(`${life.name}:${turn}:text`);
  await writeText(stage.db, { id, caseId: life.id, ...text, at: await stage.now() });
  return id;
}

async function publish(stage: DeedStage, { id, name, plan, to }: Life): Promise<void> {
  const { subject, faq = '', answer } = plan.matter;
  const publishedAt = await stage.now();
  await publishFaq(stage.db, {
    id: idOf(`${name}:faq`),
    organisationId: organisationId(to),
    subject,
    question: faq,
    answer,
    sourceCaseId: id,
    publishedAt,
    publishedBy: stage.cast.clerk(to),
  });
}

function worker(cast: Cast, to: string, turn: number): string {
  const workers = cast.workers(to);
  return workers[turn % workers.length] ?? workers[0];
}

/** A person of the house who did not write the appeal; another one at each turn. */
function neighbour(cast: Cast, { house, holder }: SeedAppeal, turn: number): string {
  const others = cast.holders(house.key).filter(({ personId }) => personId !== holder?.personId);
  const people = [...new Set(others.map(({ personId }) => personId))];
  return people[(turn * 17) % people.length] ?? '';
}
