import { z } from 'zod';
import { noticeWayTitles } from '../../law/meeting/notice';
import { dayDigits, instantDigits } from '../../law/russian';
import { localOf } from '../../law/zone';
import { Refusal } from '../../law/refusal';
import { noticesOf, notTold, recordNotice, returnLetter, type Notice } from '../../store/meetings/notices';
import { rightsOf } from '../../store/meetings/register';
import { holderNames } from '../../store/voting';
import { signed } from '../account/signed';
import { choice, localTime, maybe, text, uuid } from '../fields';
import { route, type Call } from '../route';
import { LIST, meetingParams, meetingSubject, momentOf, mustRun, runners, type ById } from './access';

const WHY = { 'not-collected': 'не забрали', refused: 'отказались', 'no-such-address': 'нет такого адреса' } as const;
const noticeShape = z.object({
  id: z.string(),
  way: z.string(),
  sentAt: z.string(),
  effectiveAt: z.string().nullable(),
  returnedWhy: z.string().nullable(),
  postNumber: z.string().nullable(),
  note: z.string(),
});
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  missing: z.number(),
  noticed: z.boolean(),
  owners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      premises: z.array(z.string()),
      told: z.boolean(),
      notices: z.array(noticeShape),
    }),
  ),
});
type Shape = z.infer<typeof out>;
const TITLE = 'Кто уведомлён';

const plain = ({ id, way, sentAt, effectiveAt, returnedWhy, postNumber, note }: Notice) => ({
  id,
  way,
  sentAt: sentAt.toISOString(),
  effectiveAt: effectiveAt?.toISOString() ?? null,
  returnedWhy,
  postNumber,
  note,
});
const ownerId = (one: { personId: string | null; organisationId: string | null }): string =>
  one.personId ?? one.organisationId ?? '';

async function load(call: Pick<Call<ById>, 'db' | 'actor' | 'params' | 'now'>): Promise<Shape> {
  const {
    db,
    params: { id },
    now,
  } = call;
  const { file, meeting, address } = await mustRun(call);
  const rights = await rightsOf(db, id);
  const notices = new Map<string, Notice[]>();
  for (const one of await noticesOf(db, id)) notices.set(ownerId(one), [...(notices.get(ownerId(one)) ?? []), one]);
  const missing = new Set((await notTold(db, id, meeting.opensAt ?? now)).map(ownerId));
  const held = new Map<string, string[]>();
  for (const { number, holders } of rights)
    for (const holder of holders) held.set(ownerId(holder), [...(held.get(ownerId(holder)) ?? []), number]);
  const names = await holderNames(db, [...held.keys()]);
  return {
    id,
    number: file.number,
    address,
    zone: file.zone,
    missing: missing.size,
    noticed: meeting.noticedAt !== null,
    owners: [...held].map(([owner, premises]) => ({
      id: owner,
      name: names.get(owner) ?? '',
      premises,
      told: !missing.has(owner),
      notices: (notices.get(owner) ?? []).map(plain),
    })),
  };
}

const lineOf = (one: z.infer<typeof noticeShape>, zone: string): string =>
  [
    `${noticeWayTitles[one.way as keyof typeof noticeWayTitles]}: ${dayDigits(localOf(new Date(one.sentAt), zone).day)}`,
    one.postNumber && `№ ${one.postNumber}`,
    one.returnedWhy && WHY[one.returnedWhy as keyof typeof WHY],
    one.effectiveAt && `действует с ${instantDigits(new Date(one.effectiveAt), zone)}`,
    one.note,
  ]
    .filter(Boolean)
    .join(', ');

const view = (data: Shape) => ({
  ...data,
  rows: data.owners.map(({ name, premises, told, notices }) => ({
    name,
    premises: premises.join(', '),
    lines: notices.map((one) => lineOf(one, data.zone)),
    state: told ? { kind: 'ok', word: 'доказано' } : { kind: 'soon', word: 'не доказано' },
  })),
  options: data.owners.map(({ id, name, premises }) => ({ value: id, title: `${premises.join(', ')} — ${name}` })),
  ways: (['signature', 'letter', 'posting'] as const).map((value) => ({ value, title: noticeWayTitles[value] })),
  letters: data.owners.flatMap(({ name, notices }) =>
    notices
      .filter(({ way, returnedWhy }) => way === 'letter' && !returnedWhy)
      .map((one) => ({ value: one.id, title: `${name}, ${lineOf(one, data.zone)}` })),
  ),
  reasons: Object.entries(WHY).map(([value, title]) => ({ value, title })),
});

const table = {
  columns: ['Помещения', 'Кому', 'Номер отправления', 'Отправлено', 'Уведомление'],
  rows: ({ owners, zone }: Shape) =>
    owners.map(({ name, premises, told, notices }) => {
      const letter = notices.find(({ way }) => way === 'letter');
      return [
        premises.join(', '),
        name,
        letter?.postNumber ?? null,
        letter ? dayDigits(localOf(new Date(letter.sentAt), zone).day) : null,
        told ? 'доказано' : 'не доказано',
      ];
    }),
};

const show = route({
  id: 'meeting.notices',
  method: 'get',
  path: '/meetings/:id/notices',
  summary: TITLE,
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/notices',
  view,
  table,
  handle: async (call: Call<ById>) => {
    const data = await load(call);
    const trail = [LIST, { href: `/meetings/${data.id}`, title: data.number }, { title: TITLE }];
    return { data, frame: { title: TITLE, trail, wide: true } };
  },
});

const form = {
  page: 'meeting/notices',
  frame: { title: TITLE, trail: [LIST, { title: TITLE }], wide: true },
  data: async (call: Call<ById>) => view(await load({ ...call, db: call.services.db })),
};
const done = z.object({ id: z.string() });
const body = z.object({
  owner: maybe(uuid()),
  way: choice(['signature', 'letter', 'posting']),
  sentAt: maybe(localTime()),
  postNumber: maybe(text({ max: 40 })),
  note: maybe(text({ max: 500 })),
});

const record = route({
  id: 'meeting.notice',
  method: 'post',
  path: '/meetings/:id/notices',
  summary: 'Отметить уведомление',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body,
  out: done,
  form,
  handle: async (call: Call<ById, unknown, z.infer<typeof body>>) => {
    const {
      db,
      key,
      params: { id: caseId },
      now,
      body: { owner, way, sentAt, postNumber, note },
    } = call;
    const { file } = await mustRun(call);
    const holders = (await rightsOf(db, caseId)).flatMap((right) => right.holders);
    const found = owner ? holders.find((one) => ownerId(one) === owner) : undefined;
    if (!found && way !== 'posting') {
      const say = 'Выберите собственника из реестра собрания.';
      throw new Refusal('owner-unknown', say, 422, { owner: say });
    }
    const at = sentAt ? momentOf(sentAt, file.zone) : now;
    await recordNotice(db, {
      id: key,
      caseId,
      way,
      sentAt: at,
      postNumber,
      note,
      recordedBy: signed(call).personId,
      recordedAt: now,
      ...(way !== 'letter' && { effectiveAt: at }),
      ...(way !== 'posting' &&
        found &&
        (found.personId ? { personId: found.personId } : { organisationId: found.organisationId ?? undefined })),
    });
    return { data: { id: caseId }, see: `/meetings/${caseId}/notices`, say: 'Уведомление отмечено.' };
  },
});

const backBody = z.object({ letter: uuid(), why: choice(['not-collected', 'refused', 'no-such-address']) });
const back = route({
  id: 'meeting.notice-back',
  method: 'post',
  path: '/meetings/:id/notices/returned',
  summary: 'Отметить возврат письма',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body: backBody,
  out: done,
  form,
  handle: async (call: Call<ById, unknown, z.infer<typeof backBody>>) => {
    const {
      db,
      params: { id },
      now,
      body: { letter, why },
    } = call;
    await mustRun(call);
    if (!(await noticesOf(db, id)).some((one) => one.id === letter)) {
      throw new Refusal('letter-unknown', 'Такого письма нет в этом собрании. Обновите страницу.', 404);
    }
    await returnLetter(db, letter, why, now);
    return { data: { id }, see: `/meetings/${id}/notices`, say: 'Возврат отмечен.' };
  },
});

export const noticeRoutes = [show, record, back];
