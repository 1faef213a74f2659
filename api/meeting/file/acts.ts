import { z, type ZodType } from 'zod';
import { movesOf } from '../../../law/base/lifecycle';
import { meetingActCitations, meetingLifecycle, type MeetingPhase } from '../../../law/meeting/lifecycle';
import { signerTitles, type SigningPart } from '../../../law/meeting/protocol/papers';
import { Refusal } from '../../../law/base/refusal';
import { startOfDay } from '../../../law/base/zone';
import { writeMeetingText } from '../../../store/meeting/texts';
import { signed } from '../../account/signed';
import type { Command } from '../../http/engine';
import { confirmed } from '../../case/confirm';
import { choice, day, many, maybe, text, uuid } from '../../http/fields';
import { actOut, commandKey } from '../../http/order';
import { route, type Call, type Route } from '../../http/route';
import { meetingParams, mustFind } from '../vote/access';
import { filingSubject, inspectors, mustBe, filingPartsOf, filingRunners, signers } from './access';
import { partFor, type FilingAct } from './allows';
import { beforeFiling, beforeSigning, filingPath } from './confirm';
import { loadFilingOf } from './load';
import { filingView } from './view';

type ActCall<B> = Call<{ id: string }, unknown, B>;

interface Order {
  name: string;
  args: Command['args'];
  remark?: string;
}

async function command<B>(call: ActCall<B>, { name, args, remark }: Order): Promise<Command> {
  const { db, now: at } = call;
  const [caseId, actorId] = [call.params.id, signed(call).personId];
  const key = commandKey(call.key, { name, args, words: remark });
  if (remark) await writeMeetingText(db, { id: key, caseId, kind: 'remark', body: remark, authorId: actorId, at });
  return { area: 'meeting', caseId, key, name, actorId, args: { ...args, ...(remark && { text: key }) } };
}

/** The workflow refuses it too; this refusal names the article that sets the order. */
function mustBeTime(phase: string, name: FilingAct | 'sign' | 'elect'): void {
  if (movesOf(meetingLifecycle, phase, name).length > 0) return;
  const { title } = meetingLifecycle.phases[phase as MeetingPhase];
  const say = `Сейчас это сделать нельзя: собрание в состоянии «${title}» (${meetingActCitations[name]}).`;
  throw new Refusal('phase-forbids', say, 409);
}

interface Declared<B> {
  name: FilingAct;
  summary: string;
  allowed: Route['allowed'];
  body: ZodType<B>;
  say: string;
  order: (body: B, call: ActCall<B>, zone: string) => Omit<Order, 'name'>;
}

function act<B>({ name, summary, allowed, body, say, order }: Declared<B>): Route[] {
  const given = route({
    id: `filing.${name}`,
    method: 'post',
    path: `/meetings/:id/${name}`,
    summary,
    allowed,
    subject: filingSubject,
    params: meetingParams,
    body,
    out: actOut,
    handle: async (call: ActCall<B>) => {
      const found = await mustFind(call.db, call.params.id);
      mustBe(filingPartsOf(found, signed(call)), partFor(name, found.meeting.directManagement));
      mustBeTime(found.file.phase, name);
      return {
        order: await command(call, { name, ...order(call.body, call, found.file.zone) }),
        see: `/meetings/${call.params.id}/protocol`,
        say,
      };
    },
  });
  return confirmed(given, beforeFiling(name), { path: filingPath(name) });
}

const nothing = z.object({});
const remarks = text({ min: 2, max: 10_000, lines: true });
const parts = Object.keys(signerTitles) as [SigningPart, ...SigningPart[]];

const sign = route({
  id: 'filing.sign',
  method: 'post',
  path: '/meetings/:id/sign',
  summary: 'Подписать протокол',
  allowed: signers,
  subject: filingSubject,
  params: meetingParams,
  body: z.object({ part: choice(parts) }),
  out: actOut,
  handle: async (call: ActCall<{ part: SigningPart }>) => {
    const { file } = await mustFind(call.db, call.params.id);
    mustBeTime(file.phase, 'sign');
    return {
      order: await command(call, { name: 'sign', args: { part: call.body.part } }),
      see: `/meetings/${call.params.id}/protocol`,
      say: 'Ваша подпись поставлена.',
    };
  },
});

/** P-08: names the elected members of the council; done by whoever draws up the protocol. */
const elect = route({
  id: 'filing.elect',
  method: 'post',
  path: '/meetings/:id/elect',
  summary: 'Назвать избранных в совет',
  allowed: signers,
  subject: filingSubject,
  params: meetingParams,
  body: z.object({ members: many(uuid()) }),
  out: actOut,
  form: {
    page: 'meeting/file/protocol',
    frame: { title: 'Назвать избранных в совет' },
    data: async (call: Pick<Call, 'services' | 'actor' | 'params' | 'now'>) =>
      filingView(await loadFilingOf(call), call.now, 'elect'),
  },
  handle: async (call: ActCall<{ members: string[] }>) => {
    const { file } = await mustFind(call.db, call.params.id);
    mustBeTime(file.phase, 'elect');
    return {
      order: await command(call, { name: 'elect', args: { members: call.body.members } }),
      see: `/meetings/${call.params.id}/protocol`,
      say: 'Избранные названы: протокол ждёт их подписей.',
    };
  },
});

/** The term set by the inspectorate lasts to the end of its last day. */
function untilOf(lastDay: string, now: Date, zone: string): string {
  const until = startOfDay(lastDay, zone);
  if (until <= now) {
    const say = 'Назовите день позже сегодняшнего.';
    throw new Refusal('until-in-past', say, 422, { until: say });
  }
  return until.toISOString();
}

export const filingActRoutes: readonly Route[] = [
  ...confirmed(sign, beforeSigning, { query: z.object({ part: maybe(choice(parts)) }) }),
  elect,
  ...act({
    name: 'hand-over',
    summary: 'Передать подлинники управляющей организации',
    allowed: filingRunners,
    body: nothing,
    say: 'Передача записана. У управляющей организации пошёл срок.',
    order: () => ({ args: {} }),
  }),
  ...act({
    name: 'file',
    summary: 'Направить подлинники в ГЖИ',
    allowed: filingRunners,
    body: nothing,
    say: 'Подлинники направлены в ГЖИ.',
    order: () => ({ args: {} }),
  }),
  ...act({
    name: 'return',
    summary: 'Вернуть с замечаниями',
    allowed: inspectors,
    body: z.object({ remark: remarks, until: day() }),
    say: 'Подлинники возвращены, срок назначен.',
    order: ({ remark, until }, call, zone) => ({ args: { until: untilOf(until, call.now, zone) }, remark }),
  }),
  ...act({
    name: 'register',
    summary: 'Принять на хранение',
    allowed: inspectors,
    body: nothing,
    say: 'Подлинники приняты на хранение.',
    order: () => ({ args: {} }),
  }),
  ...act({
    name: 'publish',
    summary: 'Сообщить итоги собственникам',
    allowed: filingRunners,
    body: nothing,
    say: 'Итоги объявлены всем собственникам.',
    order: () => ({ args: {} }),
  }),
];
