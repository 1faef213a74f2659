import { z, type ZodType } from 'zod';
import { signPetition, withdrawSignature } from '../../store/meeting/prepare/petition';
import { writeMeetingText } from '../../store/meeting/texts';
import { signed } from '../account/signed';
import type { Command } from '../http/engine';
import { choice, maybe, text, ticked } from '../http/fields';
import { confirmed } from '../case/confirm';
import { actOut, commandKey } from '../http/order';
import { route, type Call, type Route } from '../http/route';
import { MEETINGS_LINK, mustRun, runners } from './access';
import { beforeCancel, beforeNotice, beforeReminder, beforeRepeat, beforeRequest } from './confirm';
import { loadCard } from './load';
import { petitionForm } from './prepare/petition';
import { meetingCardView } from './view';
import { meetingParams, meetingSubject, mustFind, meetingNeighbours, todayIn, type MeetingParams } from './vote/access';

interface Act<B> {
  name: string;
  summary: string;
  body: ZodType<B>;
  say: string;
  args?: (body: B, key: string) => Command['args'];
  reason?: (body: B) => string | undefined;
  /** Where to go afterwards, when not to the card of this meeting. */
  see?: (key: string) => string;
}

const frame = (title: string) => ({ title, trail: [MEETINGS_LINK, { title }] });
const form = (title: string) => ({
  page: 'meeting/card',
  frame: frame(title),
  data: async (call: Call<MeetingParams>) =>
    meetingCardView(await loadCard({ ...call, db: call.services.db }), call.now),
});

const actRoute = <B>({ name, summary, body, say, args, reason, see }: Act<B>): Route =>
  route({
    id: `meeting.${name}`,
    method: 'post',
    path: `/meetings/:id/${name}`,
    summary,
    allowed: runners,
    subject: meetingSubject,
    params: meetingParams,
    body,
    out: actOut,
    form: form(summary),
    handle: async (call: Call<MeetingParams, unknown, B>) => {
      const {
        db,
        params: { id: caseId },
        now: at,
      } = call;
      await mustRun(call);
      const { personId: actorId } = signed(call);
      const [given, words] = [args?.(call.body, call.key), reason?.(call.body)];
      const key = commandKey(call.key, { name, args: given, words });
      if (words) await writeMeetingText(db, { id: key, caseId, kind: 'reason', body: words, authorId: actorId, at });
      const order = { area: 'meeting', caseId, key, name, actorId, args: { ...given, ...(words && { text: key }) } };
      return { order, see: see?.(call.key) ?? `/meetings/${caseId}`, say };
    },
  });

const nothing = z.object({});
const acts = [
  ...confirmed(
    actRoute({
      name: 'request',
      summary: 'Передать сообщение тому, кто проводит собрание',
      body: nothing,
      say: 'Сообщение передано.',
    }),
    beforeRequest,
  ),
  actRoute({ name: 'amend', summary: 'Вернуть на доработку', body: nothing, say: 'Собрание снова готовится.' }),
  ...confirmed(
    actRoute({
      name: 'notify',
      summary: 'Сообщить собственникам',
      body: z.object({ literal: ticked() }),
      say: 'Сообщение разослано. Теперь докажите уведомление: вручение, письма.',
      args: ({ literal }) => ({ literal }),
    }),
    beforeNotice,
  ),
  ...confirmed(
    actRoute({
      name: 'cancel',
      summary: 'Отменить собрание',
      body: z.object({ reason: text({ min: 3, max: 2_000, lines: true }) }),
      say: 'Собрание отменено.',
      reason: ({ reason }) => reason,
    }),
    beforeCancel,
  ),
  ...confirmed(
    actRoute({
      name: 'remind',
      summary: 'Напомнить тем, кто не голосовал',
      body: nothing,
      say: 'Напоминание отправлено.',
    }),
    beforeReminder,
  ),
  ...confirmed(
    actRoute({
      name: 'repeat',
      summary: 'Созвать заново',
      body: nothing,
      say: 'Новое собрание создано, всё перенесено. Осталось назначить даты.',
      args: (_, key) => ({ meeting: key }),
      see: (key) => `/meetings/${key}`,
    }),
    beforeRepeat,
  ),
];

/** K-05: owners sign a request with their votes; a signature may be withdrawn until the request is handed over. */
const signing = route({
  id: 'meeting.sign-petition',
  method: 'post',
  path: '/meetings/:id/petition',
  summary: 'Подписать требование о собрании',
  allowed: meetingNeighbours,
  subject: meetingSubject,
  params: meetingParams,
  body: z.object({ act: maybe(choice(['withdraw'])) }),
  out: z.object({ id: z.string() }),
  form: petitionForm,
  handle: async (call: Call<MeetingParams, unknown, { act?: 'withdraw' }>) => {
    const {
      db,
      params: { id },
      now,
      body: { act },
    } = call;
    const actor = signed(call);
    const { file } = await mustFind(db, id);
    if (act) await withdrawSignature(db, id, actor.personId);
    else await signPetition(db, id, actor.personId, now, todayIn(now, file.zone));
    return {
      data: { id },
      see: `/meetings/${id}/petition`,
      say: act ? 'Подпись отозвана.' : 'Вы подписали требование.',
    };
  },
});

export const meetingActRoutes = [...acts, signing];
