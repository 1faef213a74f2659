import { formTitles, type MeetingForm } from '../../../law/meeting/forms';
import { BALLOT_TAKES } from '../../../law/meeting/vote/ballot';
import { HALTED, haltSays } from '../../../law/meeting/vote/halt';
import { instantWords, momentWords } from '../../../law/base/russian';
import { route, type Call } from '../../http/route';
import { spanWords } from '../../view/deadline';
import { callsHouse, meetingParams, meetingReaders, meetingSubject } from './access';
import { loadVotingOf } from './load';
import { meetingShape, type MeetingShape, type Voice } from './shape';
import {
  fileViews,
  holdingWords,
  meetingTitle,
  placesWords,
  takenWords,
  trailOf,
  voiceWords,
  votesWords,
} from './words';
import { metresOf, percentOf } from '../../../law/base/metres';
import type { VotingStanding } from '../../../law/meeting/vote/window';

const address = (data: MeetingShape, voice: Voice, leaf: string): string =>
  `/meetings/${data.id}/${leaf}${voice.kind === 'self' ? '' : `?voice=${voice.id}`}`;

/**
 * Only an electronic meeting is voted in the system; otherwise the decision is a sheet of paper (ЖК РФ ст. 47, 47.1).
 */
export const isOnline = ({ form }: Pick<MeetingShape, 'form'>): boolean => form === 'electronic';

function nextOf(data: MeetingShape, now: Date): { title: string; say: string } {
  const { phase, zone, opensAt, closesAt, voices, paperAddress } = data;
  const [opens, closes] = [opensAt, closesAt].map((at) => (at ? momentWords(at, zone, now) : 'день пока не назначен'));
  const left = closesAt ? spanWords(Math.max(0, Date.parse(closesAt) - now.getTime())) : '';
  const done = voices.length > 0 && voices.every((voice) => voice.done);
  const where = `Решение сдают на бумаге${paperAddress ? `: ${paperAddress}` : ' администратору собрания'}.`;
  const how = voices.length === 0 ? '' : isOnline(data) ? `Это займёт ${BALLOT_TAKES}.` : where;
  const says: Readonly<Record<VotingStanding, [string, string]>> = {
    preparing: [
      'Собрание готовится',
      'Повестку и сроки ещё составляют. Сообщение о собрании придёт всем собственникам.',
    ],
    waiting: [`Голосование начнётся ${opens}`, 'Пока можно прочитать повестку и материалы и обсудить их с соседями.'],
    opening: ['Голосование сейчас откроется', 'Обновите страницу через минуту.'],
    open: done
      ? ['Вы проголосовали', `Голосование идёт до ${closes}. Итог появится сразу после его окончания.`]
      : [`Голосование идёт до ${closes}`, [`Осталось ${left}.`, how].filter(Boolean).join(' ')],
    closed: ['Голосование закончено', 'Посмотрите, какие решения приняты и сколько собственников участвовало.'],
    off:
      phase === 'halted'
        ? [HALTED, `${haltSays(data.halt)} Голосовать не нужно: инициатор может созвать собрание заново.`]
        : ['Собрание не состоится', data.anew ? `Его созвали заново: ${data.anew.number}.` : 'Инициатор отменил его.'],
  };
  const [title, say] = says[data.standing];
  return { title, say };
}

function voiceView(data: MeetingShape, voice: Voice) {
  const { standing, total } = data;
  const may = standing === 'open' && isOnline(data) && !voice.done && voice.proxyValid;
  const heard = voice.rights.some(({ decisions }) => decisions.some(({ mine }) => mine));
  const state = voice.done
    ? { kind: 'ok', word: 'проголосовали' }
    : voice.proxyValid
      ? { kind: 'wait', word: 'ещё не голосовали' }
      : { kind: 'soon', word: 'доверенность проверяют' };
  return {
    title: voiceWords(voice),
    sheet: voice.kind === 'self' ? 'Ваши голоса' : voiceWords(voice),
    places: placesWords(voice),
    votes: votesWords(voice.votes, total),
    state,
    self: voice.kind === 'self',
    vote: may ? address(data, voice, 'ballot') : undefined,
    receipt: heard ? address(data, voice, 'receipt') : undefined,
    rights: voice.rights.map((right) => ({
      title: holdingWords(right),
      votes: metresOf(right.votes),
      percent: total ? percentOf(right.votes, total) : '',
      note: takenWords(right),
    })),
  };
}

function factsOf(data: MeetingShape) {
  const {
    form,
    opensAt,
    closesAt,
    zone,
    initiator,
    manager,
    discussionAt,
    discussionPlace,
    paperAddress,
    paperUntil,
    materialsPlace,
  } = data;
  const when = (at: string | null): string => (at ? instantWords(new Date(at), zone) : '');
  const facts: [string, string | null][] = [
    ['Форма', formTitles[form as MeetingForm]],
    ['Начало', when(opensAt)],
    ['Окончание', when(closesAt)],
    ['Инициатор', initiator],
    ['Домом управляет', manager],
    ['Очное обсуждение', [when(discussionAt), discussionPlace].filter(Boolean).join(', ')],
    ['Бумажные решения', paperAddress],
    ['Принимают на бумаге до', paperUntil ? when(paperUntil) : null],
    ['Материалы на бумаге', materialsPlace],
  ];
  return facts.flatMap(([title, text]) => (text ? [{ title, text }] : []));
}

export function landingView(data: MeetingShape, call: Pick<Call, 'actor' | 'subject' | 'now'>) {
  const { now } = call;
  const voices = data.voices.map((voice) => voiceView(data, voice));
  const [only] = voices;
  const first = voices.length === 1 ? only : voices.find(({ self }) => self);
  const ready = data.standing !== 'preparing';
  const path = (leaf: string): string => `/meetings/${data.id}/${leaf}`;
  const links = [
    ...(data.standing === 'closed' || !callsHouse(call.actor, call.subject)
      ? []
      : [{ href: path('invite'), title: 'Позвать соседей' }]),
    { href: path('discussion'), title: 'Обсудить с соседями' },
    ...(ready ? [{ href: `/meetings/${data.id}`, title: 'Ход собрания: этапы и сроки' }] : []),
    ...(data.voices.length > 0 || data.takesIn ? [{ href: path('proxies'), title: 'Доверенности' }] : []),
    ...(data.takesIn ? [{ href: path('paper'), title: 'Бумажные решения' }] : []),
    { href: '/check', title: 'Проверить голос по номеру' },
  ];
  return {
    id: data.id,
    number: data.number,
    address: data.address,
    title: meetingTitle(data),
    next: nextOf(data, now),
    reason: data.reason?.split('\n'),
    ready,
    closed: data.standing === 'closed',
    anew: data.anew && { href: `/meetings/${data.anew.id}`, title: `Новое собрание ${data.anew.number}` },
    vote: first?.vote,
    act: voices.length > 1 ? 'Голосовать за себя' : 'Голосовать',
    receipt: voices.length === 1 ? only?.receipt : undefined,
    several: voices.length > 1,
    voices,
    links,
    stranger: voices.length === 0 && ready,
    facts: factsOf(data),
    files: fileViews(data),
    questions: data.questions.map(({ number, wording, proposal, speaker, rule, citation }) => ({
      number,
      wording,
      proposal,
      speaker,
      rule,
      citation,
    })),
  };
}

const read = route({
  id: 'voting.read',
  method: 'get',
  path: '/meetings/:id/vote',
  summary: 'Прочитать повестку и проголосовать',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out: meetingShape,
  page: 'meeting/vote/read',
  view: landingView,
  handle: async (call) => {
    const data = await loadVotingOf(call);
    return { data, frame: trailOf(data, 'Голосование') };
  },
});

export const votingReadRoutes = [read];
