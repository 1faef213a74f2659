import { ownerForms } from '../../law/registry/words';
import { HALT_RULE } from '../../law/meeting/call/proving';
import { HALTED, haltSays } from '../../law/meeting/vote/halt';
import { counted, momentWords } from '../../law/base/russian';
import type { CardShape } from './load';
import { filingButtons } from './file/confirm';
import { turnoutView } from './turnout-view';

interface Next {
  title: string;
  say: string;
  /** The page where that is done. */
  way?: { href: string; title: string };
  /** In the words of whoever did it. */
  reason?: string[];
}

/** A request first collects votes (K-05); after it is handed over, it waits for the administrator (E-04). */
function preparingNext(data: CardShape, problems: number): Next {
  const { phase, id } = data.case;
  if (phase === 'draft' && data.signatures && data.requestedAt === null) {
    const way = { href: `/meetings/${id}/petition`, title: 'Требование: подписи и срок' };
    const say = 'Когда подписей хватит, передайте требование управляющей организации: она проведёт собрание.';
    return { title: 'Соберите подписи под требованием', say, way };
  }
  if (waitsForAdministrator(data)) {
    if (data.signatures)
      return { title: 'Требование у управляющей организации', say: 'Она обязана провести собрание в срок.' };
    const say = 'Он сообщит собственникам. Если он не справляется, верните собрание на доработку и проведите его сами.';
    return { title: 'Сообщение у администратора', say };
  }
  if (problems === 0)
    return {
      title: 'Всё готово: сообщите собственникам',
      say: 'После сообщения повестку, сроки и реестр менять нельзя.',
    };
  return {
    title: `До сообщения осталось исправить: ${problems}`,
    say: 'Откройте задания ниже, система проверит каждое.',
  };
}

export const waitsForAdministrator = ({ case: { phase }, administers }: CardShape): boolean =>
  phase === 'requested' && !administers;

const ANEW = ' Созовите собрание заново: повестка, материалы, места и люди перейдут, даты будут новые.';

/** From the first hour after the message: what is still unproved, until when, and what it costs. */
function noticedNext({ case: { id, zone }, notTold, proofDue }: CardShape, opensAt: string, now: Date): Next {
  const opens = momentWords(opensAt, zone, now);
  if (notTold === 0 || !proofDue)
    return { title: `Голосование начнётся ${opens}`, say: 'Собственники получают сообщение.' };
  const whom = counted(notTold, ownerForms);
  const way = { href: `/meetings/${id}/notices`, title: 'Отметить, кто уведомлён' };
  const until = momentWords(proofDue, zone, now);
  if (Date.parse(proofDue) < now.getTime()) {
    const say =
      `Срок уведомления прошёл ${until}. Внесите доказательства того, что сделано вовремя. Иначе ${opens} голосование ` +
      `не откроется, и собрание придётся созвать заново. ${HALT_RULE}`;
    return { title: `Не доказано уведомление: ${whom}`, say, way };
  }
  const say =
    `Вручите сообщение под подпись или отправьте заказным письмом и отметьте это здесь. Иначе ${opens} голосование ` +
    `не откроется. ${HALT_RULE}`;
  return { title: `До ${until} докажите уведомление: ${whom}`, say, way };
}

/** The papers of a meeting move by an act of this very reader: the buttons stand where the act is demanded. */
export function paperButtons({ case: { id, phase }, papers, signs }: CardShape) {
  const sign = { href: `/meetings/${id}/protocol`, title: 'Прочитать и подписать протокол' };
  return [...(signs && phase !== 'no-quorum' ? [sign] : []), ...filingButtons(id, papers)];
}

export function nextOf(data: CardShape, now: Date): Next {
  const {
    case: { phase, zone, next },
    closesAt,
    opensAt,
    checks,
    runs,
  } = data;
  const problems = checks.filter(({ verdict }) => verdict === 'problem').length;
  const bar = turnoutView(data);
  const say = next ?? '';
  if (data.preparing && runs) return preparingNext(data, problems);
  if (phase === 'noticed' && opensAt) return noticedNext(data, opensAt, now);
  if (phase === 'halted') return { title: HALTED, say: `${haltSays(data.halt)}${runs ? ANEW : ''}` };
  const anew = data.repeatedBy.find(({ live }) => live);
  if (phase === 'cancelled' && anew) {
    const way = { href: `/meetings/${anew.id}`, title: `Новое собрание ${anew.number}` };
    return { title: 'Собрание созвано заново', say: 'Повестка, материалы, места и люди перенесены.', way };
  }
  if (phase === 'cancelled') {
    const way = data.callsAnew ? { href: '/meetings/new', title: 'Созвать новое собрание' } : undefined;
    return { title: data.case.phaseTitle, say, way, reason: data.reason?.split('\n') };
  }
  if (phase === 'voting' && closesAt && bar) {
    return {
      title: bar.title,
      say: [
        `${bar.say}${bar.lacks ? `, ${bar.lacks}` : ''}.`,
        bar.pace,
        `Голосование идёт до ${momentWords(closesAt, zone, now)}.`,
      ]
        .filter(Boolean)
        .join(' '),
    };
  }
  return { title: data.case.phaseTitle, say };
}
