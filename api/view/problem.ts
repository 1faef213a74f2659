import { filesTroubles } from '../../store/files/trouble';
import type { Link } from '../../templates/engine/shell';

export interface ProblemView {
  title: string;
  say: string[];
  link?: Link;
  /** Told to the operator, who finds the log line by it. */
  request?: string;
}

const HOME: Link = { href: '/', title: 'На главную' };

interface Page {
  title: string;
  say: string;
  link?: Link;
}

/** One page per status; a refusal's own sentence replaces ours where it says more. */
const PAGES: Readonly<Record<number, Page>> = {
  400: { title: 'Запрос не разобран', say: 'Вернитесь на предыдущую страницу и повторите действие.', link: HOME },
  401: {
    title: 'Сначала войдите',
    say: 'Эта страница открывается после входа.',
    link: { href: '/sign-in', title: 'Войти' },
  },
  403: {
    title: 'Этого вам нельзя',
    say: 'Ваша роль не даёт сделать это. Если роль указана неверно, напишите в свою организацию.',
    link: HOME,
  },
  404: {
    title: 'Такой страницы нет',
    say: 'Проверьте адрес или найдите дело по номеру через поиск вверху.',
    link: HOME,
  },
  409: {
    title: 'Дело уже изменилось',
    say: 'Кто-то успел раньше. Откройте дело заново и посмотрите, что нового.',
    link: HOME,
  },
  413: { title: 'Слишком много данных', say: 'Уменьшите файлы или отправьте их по одному.' },
  422: { title: 'Так сделать нельзя', say: 'Проверьте, что вы ввели, и отправьте ещё раз.' },
  423: { title: 'Часы переводятся', say: 'Учебный контур переводит время. Подождите минуту и повторите.' },
  429: { title: 'Слишком часто', say: 'Подождите минуту и повторите. Набранный текст сохранится.' },
  500: {
    title: 'Что-то сломалось у нас',
    say: 'Повторите через минуту. Если не поможет, сообщите оператору номер запроса.',
    link: HOME,
  },
  503: {
    title: 'Домовой ненадолго закрыт',
    say: 'Идёт обслуживание. Сроки по делам не теряются, зайдите через несколько минут.',
  },
};

/** Codes of refusals that say more than «closed for a while». */
const OWN_WORDS: readonly string[] = filesTroubles;

const FALLBACK = { client: 400, server: 500 };

/** View of pages/problem: its title is also the title of the page. */
export function problemView(
  status: number,
  refusal: { say?: string; request?: string; link?: Link; code?: string } = {},
): ProblemView {
  const page = PAGES[status] ?? PAGES[status < 500 ? FALLBACK.client : FALLBACK.server]!;
  return {
    title: page.title,
    say: [status < 500 || OWN_WORDS.includes(refusal.code ?? '') ? (refusal.say ?? page.say) : page.say],
    link: refusal.link ?? page.link,
    request: status >= 500 ? refusal.request : undefined,
  };
}

export const problemStatuses = Object.keys(PAGES).map(Number);
