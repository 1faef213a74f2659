import { z } from 'zod';
import { faultCodes } from '../../law/dispatch/kinds';
import { cancelReasons, declines, pauseGrounds } from '../../law/request/words';
import { choice, localTime, maybe, momentOf, uuid, whole } from '../http/fields';
import type { Route } from '../http/route';
import { requestAnybody } from './access';
import { actRoute, byApplicant, byDesk, byWorker, device, deviceFields, ownText, said, workerRoutes } from './act';

const faultField = () => choice(faultCodes);

const deskActs: Route[] = [
  actRoute({
    ...byDesk,
    act: 'assign',
    body: z.object({ who: maybe(uuid()), contractor: maybe(uuid()), was: maybe(z.union([uuid(), choice(['none'])])) }),
    say: 'Мастер назначен, ему отправлено сообщение.',
    order: ({ who, contractor, was }) => ({
      args: { ...(who && { person: who }), ...(contractor && { contractor }), ...(was && { was }) },
    }),
  }),
  actRoute({
    ...byDesk,
    act: 'reclassify',
    body: z.object({ fault: faultField(), reason: ownText(), damaged: maybe(localTime()) }),
    say: 'Вид изменён. Сроки посчитаны с первой регистрации.',
    order: ({ fault, reason, damaged }, zone) => ({
      args: { fault, ...(damaged && { damagedAt: momentOf(damaged, zone).toISOString() }) },
      words: { kind: 'reason', body: reason },
    }),
  }),
  actRoute({
    ...byDesk,
    act: 'inform',
    body: z.object({ note: maybe(ownText()) }),
    say: 'Записано: житель знает сроки.',
    order: ({ note }) => said('note', note),
  }),
  actRoute({
    ...byDesk,
    act: 'tell',
    body: z.object({ what: choice(['supplier', 'hall']), proof: ownText() }),
    say: 'Записано, кому и как сообщили.',
    order: ({ what, proof }) => ({ args: { what }, words: { kind: 'proof', body: proof } }),
  }),
  actRoute({
    ...byDesk,
    act: 'hand-off',
    body: z.object({ proof: ownText() }),
    say: 'Заявка передана в газовую службу.',
    photos: true,
    order: ({ proof }) => ({ words: { kind: 'proof', body: proof } }),
  }),
  actRoute({
    ...byDesk,
    act: 'pause',
    body: z.object({ until: localTime(), ground: choice(pauseGrounds), reason: ownText() }),
    say: 'Срок отложен, жителю отправлено сообщение.',
    photos: true,
    order: ({ until, ground, reason }, zone) => ({
      args: { until: momentOf(until, zone).toISOString(), ground },
      words: { kind: 'reason', body: reason },
    }),
  }),
  actRoute({ ...byDesk, act: 'resume', body: z.object({}), say: 'Срок снова идёт.', order: () => ({}) }),
  actRoute({
    ...byDesk,
    act: 'acknowledge',
    body: z.object({ note: maybe(ownText()) }),
    say: 'Записано, что вы отвечаете за заявку. Выше никого не позовут.',
    order: ({ note }) => said('note', note),
  }),
  actRoute({
    ...byDesk,
    act: 'merge',
    body: z.object({ into: uuid() }),
    say: 'Заявка присоединена: житель узнает ответ вместе со всеми.',
    order: ({ into }) => ({ args: { into } }),
  }),
  actRoute({
    ...byDesk,
    act: 'gather',
    body: z.object({ outage: uuid() }),
    say: 'Заявка связана с отключением.',
    order: ({ outage }) => ({ args: { outage } }),
  }),
];

const workerActs: Route[] = [
  ...workerRoutes({
    ...byWorker,
    act: 'accept',
    body: z.object(deviceFields),
    say: 'Заявка принята. Житель знает, кто придёт.',
    order: (body) => ({ args: device(body) }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'decline',
    body: z.object({ why: choice(declines), reason: maybe(ownText()), ...deviceFields }),
    say: 'Отказ записан, диспетчер предупреждён.',
    order: ({ why, reason, ...body }) => ({ args: { why, ...device(body) }, ...said('reason', reason) }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'arrive',
    body: z.object(deviceFields),
    say: 'Записано: мастер на месте.',
    order: (body) => ({ args: device(body) }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'localise',
    body: z.object({ note: maybe(ownText()), ...deviceFields }),
    say: 'Записано: повреждение локализовано.',
    photos: true,
    order: ({ note, ...body }) => ({ args: device(body), ...said('note', note) }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'fix',
    body: z.object({ result: ownText(), parts: maybe(ownText(1_000)), ...deviceFields }),
    say: 'Записано: устранено. Житель может подтвердить или вернуть работу.',
    photos: true,
    order: ({ result, parts, ...body }) => ({
      args: device(body),
      words: { kind: 'result', body: parts ? `${result}\nЗапчасти: ${parts}` : result },
    }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'absent',
    body: z.object({ note: maybe(ownText()), ...deviceFields }),
    say: 'Записано: жителя не застали. Диспетчер договорится о другом времени.',
    photos: true,
    order: ({ note, ...body }) => ({ args: device(body), ...said('note', note) }),
  }),
  ...workerRoutes({
    ...byWorker,
    act: 'note',
    body: z.object({ note: ownText(), ...deviceFields }),
    say: 'Запись добавлена.',
    photos: true,
    order: ({ note, ...body }) => ({ args: device(body), words: { kind: 'note', body: note } }),
  }),
  ...workerRoutes({
    by: ['desk', 'worker', 'applicant'],
    allowed: requestAnybody,
    act: 'visit',
    body: z.object({ from: localTime(), to: localTime(), ...deviceFields }),
    say: 'Время визита записано, другая сторона узнает о нём.',
    order: ({ from, to }, zone, parts) => ({
      args: {
        from: momentOf(from, zone).toISOString(),
        to: momentOf(to, zone).toISOString(),
        by: parts.applicant && !parts.desk && !parts.worker ? 'applicant' : 'desk',
      },
    }),
  }),
];

const residentActs: Route[] = [
  actRoute({
    ...byApplicant,
    act: 'confirm',
    body: z.object({ rating: maybe(whole({ least: 1, most: 5 })), comment: maybe(ownText()) }),
    say: 'Спасибо. Заявка закрыта.',
    order: ({ rating, comment }) => ({
      args: { ...(rating !== undefined && { rating }) },
      ...said('comment', comment),
    }),
  }),
  actRoute({
    ...byApplicant,
    act: 'reopen',
    body: z.object({ objection: ownText() }),
    say: 'Заявка возвращена: сроки пошли заново.',
    photos: true,
    order: ({ objection }) => ({ words: { kind: 'objection', body: objection } }),
  }),
  actRoute({
    by: ['applicant', 'desk'],
    allowed: requestAnybody,
    act: 'cancel',
    body: z.object({ why: choice(cancelReasons), reason: maybe(ownText()) }),
    say: 'Заявка отменена.',
    order: ({ why, reason }) => ({ args: { why }, ...said('reason', reason) }),
  }),
];

export const requestActRoutes = [...deskActs, ...workerActs, ...residentActs];
