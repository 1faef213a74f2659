import { norm } from '../../../law/base/norm';
import { counted, instantDigits, sizeWords } from '../../../law/base/russian';
import { deadlineViews } from '../../case/deadlines';
import { meetingTitle } from '../vote/words';
import { filingButtons } from './confirm';
import type { FilingShape } from './shape';

export function filingView(data: FilingShape, now: Date, open?: string) {
  const { id, number, address, zone, acts, signAs, papers, signers, remarks } = data;
  return {
    id,
    number,
    address,
    title: meetingTitle({ title: data.title }),
    next: nextOf(data),
    zone,
    acts: filingButtons(id, acts),
    signAs: signAs.map(({ value, title }) => ({ title, href: `/meetings/${id}/sign?part=${value}` })),
    council: data.council && {
      options: data.council.candidates.map(({ id: value, name, places }) => ({
        value,
        title: name,
        hint: `${places.length > 1 ? 'помещения' : 'помещение'} ${places.join(', ')}`,
      })),
      named: data.council.named,
      places: data.council.places.join(', '),
      open: data.council.named.length === 0 || data.council.places.length > 0 || open === 'elect',
    },
    protocolNumber: data.protocolNumber,
    formNorm: data.formNorm,
    signers:
      data.form === 'electronic'
        ? []
        : signers.map(({ part, name, signedAt }) => ({
            part,
            name: name || 'ещё не назван',
            state: signedAt
              ? { kind: 'ok', word: `подписано ${instantDigits(new Date(signedAt), zone)}` }
              : { kind: 'wait', word: 'подписи нет' },
          })),
    papers: papers.map((one) => ({
      href: `/meetings/${id}/documents/${one.id}`,
      title: one.title,
      size: sizeWords(one.size),
      note: `SHA-256 ${one.sha256.slice(0, 16)}…`,
    })),
    deadlines: deadlineViews(data.deadlines, zone, now),
    steps: data.steps,
    remarks: remarks.map(({ at, body }) => ({ when: instantDigits(new Date(at), zone), body })),
    similar: data.similar.map((one) => ({
      ...one,
      href: data.inspects ? `/inspections/${one.id}` : undefined,
      state: one.done ? { kind: 'ok', word: 'проверено' } : { kind: 'wait', word: 'ждёт проверки' },
    })),
    published: data.publishedAt ? `/meetings/${id}/published` : undefined,
    counted: data.quorum !== null,
  };
}

/** The state of the documents and who must act next, one sentence each. */
function nextOf(data: FilingShape): { title: string; say: string } {
  const unsigned = data.signers.filter(({ signedAt }) => !signedAt);
  // One person may owe several signatures and is named once; a place without a name is for the chair to fill.
  const waiting = [...new Set(unsigned.map(({ name }) => name).filter(Boolean))];
  const unnamed = unsigned.some(({ name }) => !name) ? ['Председатель или секретарь: назовите избранных в совет.'] : [];
  if (data.draftedAt === null)
    return { title: 'Протокола ещё нет', say: 'Он появится, когда закончится голосование и подсчитают голоса.' };
  if (data.completeAt === null && data.form === 'electronic')
    // E-14: the hour has passed.
    return missed(data, 'protocol')
      ? lateNext(data)
      : {
          title: 'Система составляет протокол',
          say: 'По закону на это отведён один час. Обновите страницу через минуту.',
        };
  if (data.completeAt === null)
    return {
      title: 'Протокол ждёт подписей',
      say:
        [...(waiting.length > 0 ? [`Осталось подписать: ${waiting.join(', ')}.`] : []), ...unnamed].join(' ') ||
        'Назначьте председателя и секретаря.',
    };
  const known: Readonly<Record<string, [string, string]>> = {
    'no-quorum': ['Кворума не было', 'Решений собрание не приняло. Протокол остаётся доказательством.'],
    protocol: data.direct
      ? [
          'Протокол готов, отправьте подлинники в ГЖИ',
          'Домом управляют сами собственники, поэтому инициатор отправляет их прямо в инспекцию.',
        ]
      : [
          'Протокол готов, передайте подлинники',
          `Их получает управляющая организация: ${data.manager ?? 'укажите её в реестре домов'}.`,
        ],
    handed: [
      'Подлинники у управляющей организации',
      'Она направляет их в ГЖИ. Если срок пройдёт, инспекция узнает об этом сама.',
    ],
    filed: ['Подлинники в ГЖИ', 'Инспекция примет их на хранение или вернёт с замечаниями.'],
    returned: [
      'ГЖИ вернула подлинники с замечаниями',
      'Исправьте замечания и направьте подлинники снова в назначенный срок.',
    ],
    registered: ['ГЖИ приняла подлинники на хранение', 'Решения собрания обязательны для всех собственников.'],
    archived: ['Дело в архиве', 'Срок хранения истёк.'],
  };
  if (data.phase === 'handed' && missed(data, 'file')) {
    const say =
      'Управляющая организация не отправила подлинники вовремя. Инспекция и инициатор уже получили письмо об этом.';
    return { title: 'Срок передачи в ГЖИ прошёл', say };
  }
  const [title, say] = known[data.phase] ?? ['Протокол готов', ''];
  return { title, say };
}

const missed = ({ deadlines }: FilingShape, what: string): boolean =>
  deadlines.some(({ name, verdict }) => name === what && verdict === 'missed');

function lateNext({ law }: FilingShape): { title: string; say: string } {
  const hours = counted(Number(norm('E-14.alarm', law.drawn).value), ['час', 'часа', 'часов']);
  const say = `Законный час прошёл. Если протокола не будет ${hours}, Домовой предупредит инициатора и инспекцию.`;
  return { title: 'Система опаздывает с протоколом', say };
}
