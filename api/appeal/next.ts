import { outcomeTitles, outcomeWords } from '../../law/appeal/words';
import { counted, untilWords } from '../../law/base/russian';
import { liveAnswer, liveWindow } from './deadlines';
import type { AppealShape } from './shape';

interface Next {
  title: string;
  say: string;
}

/** The main sentence of the page: what happens next. */
export function nextOf(data: AppealShape): Next {
  const { phase, parts, anonymous } = data;
  if (phase === 'received')
    return { title: 'Обращение получено', say: 'Срок ответа назначим в течение минуты. Обновите страницу.' };
  if (data.closedAt) return closed(data);
  if (phase === 'split') {
    const left = data.children.filter(
      ({ origin, outcome, phase: at }) => origin === 'split' && !outcome && at !== 'answered',
    ).length;
    return {
      title: `Осталось ответить на ${counted(left, ['вопрос', 'вопроса', 'вопросов'])}`,
      say: 'Обращение разделили: у каждого вопроса свой номер и свой срок.',
    };
  }
  if (anonymous)
    return { title: 'Обращение без подписи', say: 'Отвечать некому. Рассмотрите его и примите к сведению.' };
  if (phase === 'answered') return answered(data);
  return parts.staff ? forStaff(data) : forOthers(data);
}

function forStaff({ phase, overdue, deadlines, zone, executor }: AppealShape): Next {
  const due = liveAnswer(deadlines);
  const until = due ? untilWords(due, zone) : '';
  if (overdue)
    return {
      title: 'Срок ответа нарушен',
      say: `Ответить нужно было ${until}. Ответьте сейчас: опоздание уже записано.`,
    };
  if (phase === 'registered' && !executor) return { title: 'Назначьте исполнителя', say: `Ответить нужно ${until}.` };
  if (phase === 'reopened') return { title: 'Заявитель не согласен с ответом', say: `Ответьте ещё раз ${until}.` };
  return { title: 'Подготовьте и отправьте ответ', say: `Ответить нужно ${until}.` };
}

function forOthers({ overdue, deadlines, zone, organisation, parts, acts }: AppealShape): Next {
  const due = liveAnswer(deadlines);
  if (!due) return { title: 'Ответ готовится', say: `Отвечает ${organisation.name}.` };
  if (overdue) {
    const may = acts.includes('complain') ? ' Вы можете пожаловаться или подождать ответа.' : '';
    return {
      title: 'Ответа нет, срок нарушен',
      say: `${organisation.name}: ответить нужно было ${untilWords(due, zone)}.${may}`,
    };
  }
  const rest = parts.applicant ? ' Делать ничего не нужно: мы напомним исполнителю и сообщим вам об ответе.' : '';
  return { title: `Ответят ${untilWords(due, zone)}`, say: `Отвечает ${organisation.name}.${rest}` };
}

function answered({ parts, deadlines, zone, rating }: AppealShape): Next {
  const window = liveWindow(deadlines);
  const until = window ? ` ${untilWords(window, zone)}` : '';
  if (!parts.applicant) return { title: 'Ответ дан', say: `Заявитель может оценить его или не согласиться${until}.` };
  if (rating)
    return { title: 'Вы оценили ответ', say: `Если вопрос не решён, возобновите обращение или пожалуйтесь${until}.` };
  return {
    title: 'Ответ дан. Он вам помог?',
    say: `Оцените его${until}. Если вопрос не решён, возобновите обращение или пожалуйтесь.`,
  };
}

function closed({ outcome, children, phase }: AppealShape): Next {
  const child = children.find(({ origin }) => origin === 'forward' || origin === 'complaint');
  const where = child ? ` Новое обращение: ${child.number}, ${child.organisation}.` : '';
  const title = `Обращение ${phase === 'forwarded' ? outcomeTitles.forwarded : 'закрыто'}`;
  return { title, say: `Итог: ${outcomeWords(outcome)}.${where}` };
}
