import { outcomeWords, termTitles } from '../../law/request/words';
import { untilWords } from '../../law/base/russian';
import { spanOf } from './line';
import type { RequestShape } from './shape';

interface Next {
  title: string;
  say: string;
}

/** The main sentence of the page: what happens next, and until when. */
export function requestNext(data: RequestShape, now: Date): Next {
  if (data.closedAt) return { title: 'Заявка закрыта', say: `Итог: ${outcomeWords(data.outcome)}.` };
  if (data.phase === 'fixed') return fixed(data);
  return data.parts.desk || data.parts.worker ? forStaff(data) : forResidents(data, now);
}

const running = ({ deadlines }: RequestShape) =>
  deadlines
    .filter(({ duty, metAt, droppedAt }) => duty && !metAt && !droppedAt)
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];

const STAFF: Readonly<Record<string, string>> = {
  registered: 'Назначьте мастера',
  assigned: 'Ждём ответа мастера',
  accepted: 'Мастер едет',
  arrived: 'Мастер на месте',
  localised: 'Осталось устранить',
  handed: 'Работает газовая служба',
};

function forStaff(data: RequestShape): Next {
  const due = running(data);
  const title = STAFF[data.phase] ?? 'Заявка в работе';
  if (!due) return { title, say: 'Срок ничего не требует прямо сейчас.' };
  const until = untilWords(due, data.zone);
  const what = (termTitles[due.name] ?? due.title).toLowerCase();
  if (due.verdict === 'missed') return { title: `Срок нарушен: ${what}`, say: `Нужно было ${until}. ${title}.` };
  return { title, say: `Ближайший срок: ${what} ${until}.` };
}

const RESIDENT: Readonly<Record<string, string>> = {
  registered: 'Диспетчер подбирает мастера',
  assigned: 'Мастеру отправили заявку',
  accepted: 'Мастер принял заявку',
  arrived: 'Мастер на месте',
  localised: 'Повреждение остановлено, идёт ремонт',
  handed: 'Заявка передана в газовую службу',
};

function forResidents(data: RequestShape, now: Date): Next {
  const fix = data.deadlines.find(({ name, metAt, droppedAt }) => name === 'fix' && !metAt && !droppedAt);
  const until = fix ? untilWords(fix, data.zone) : null;
  const who = data.worker ? `Придёт ${data.worker.name}. ` : '';
  const when = data.visit ? `Визит ${spanOf(data.visit, data.zone, now) ?? ''}. ` : '';
  const late = fix?.verdict === 'missed';
  return {
    title: late ? 'Срок нарушен, работу обязаны закончить' : (RESIDENT[data.phase] ?? 'Заявка в работе'),
    say: `${who}${when}${until ? `${late ? 'Устранить были обязаны' : 'Устранить обязаны'} ${until}.` : ''}`.trim(),
  };
}

function fixed({ parts, deadlines, zone }: RequestShape): Next {
  const window = deadlines.find(({ name, metAt, droppedAt }) => name === 'confirm' && !metAt && !droppedAt);
  const until = window ? ` ${untilWords(window, zone)}` : '';
  return parts.applicant
    ? { title: 'Работа закончена. Всё исправили?', say: `Подтвердите или верните заявку${until}.` }
    : { title: 'Работа закончена', say: `Житель может подтвердить её или вернуть${until}.` };
}
