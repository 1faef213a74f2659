import { Refusal } from '../base/refusal';
import type { Service } from '../registry/words';
import { isBody, type AddresseeKind } from './words';

export interface AppealSubject {
  code: string;
  title: string;
  /** Addressees that may be asked about it. */
  to: readonly AddresseeKind[];
  /**
   * The norm for an organisation's answer to an owner or a user. For public bodies AP-15 applies whatever the subject.
   */
  norm: string;
  /** A supplier answers only for what it supplies to the house. */
  services?: readonly Service[];
}

const managers = ['manager', 'association'] as const;
const executors = [...managers, 'supplier'] as const;
const everyone = [...executors, 'municipality', 'inspectorate', 'ministry'] as const;

/** What people write about. Each subject names the shortest norm that applies to it. */
export const appealSubjects: readonly AppealSubject[] = [
  { code: 'heating', title: 'Отопление: холодно в квартире', to: executors, norm: 'AP-11', services: ['heating'] },
  {
    code: 'hot-water',
    title: 'Горячая вода: нет или недостаточно горячая',
    to: executors,
    norm: 'AP-11',
    services: ['hot-water'],
  },
  {
    code: 'cold-water',
    title: 'Холодная вода: нет, слабый напор, плохое качество',
    to: executors,
    norm: 'AP-11',
    services: ['cold-water'],
  },
  { code: 'sewerage', title: 'Канализация: засоры и запах', to: executors, norm: 'AP-11', services: ['sewerage'] },
  {
    code: 'electricity',
    title: 'Электричество: отключения и скачки напряжения',
    to: executors,
    norm: 'AP-11',
    services: ['electricity'],
  },
  { code: 'cleaning', title: 'Уборка подъездов и двора', to: managers, norm: 'AP-01' },
  { code: 'structure', title: 'Кровля, стены, подвал: протечки и повреждения', to: managers, norm: 'AP-01' },
  { code: 'entrance', title: 'Подъезд: двери, освещение, ремонт', to: managers, norm: 'AP-01' },
  { code: 'lift', title: 'Лифт', to: managers, norm: 'AP-01' },
  { code: 'yard', title: 'Двор: дорожки, площадка, парковка', to: [...managers, 'municipality'], norm: 'AP-01' },
  { code: 'works', title: 'Какие работы сделаны в доме, в каком объёме и когда', to: managers, norm: 'AP-07' },
  { code: 'organisation', title: 'Сведения об организации: лицензия, адрес, телефоны', to: managers, norm: 'AP-03' },
  { code: 'charges', title: 'Начисления, долг и пени', to: executors, norm: 'AP-01' },
  { code: 'meter-check', title: 'Проверка счётчика', to: executors, norm: 'AP-09' },
  { code: 'house-meter', title: 'Показания общедомового счётчика', to: executors, norm: 'AP-10' },
  { code: 'house-volumes', title: 'Месячные объёмы ресурсов по дому', to: executors, norm: 'AP-12' },
  { code: 'claim', title: 'Возмещение ущерба, снижение платы', to: executors, norm: 'AP-13' },
  { code: 'meeting', title: 'Собрания собственников и их решения', to: [...managers, 'inspectorate'], norm: 'AP-01' },
  {
    code: 'management',
    title: 'Работа управляющей организации',
    to: ['municipality', 'inspectorate', 'ministry'],
    norm: 'AP-15',
  },
  { code: 'licence', title: 'Нарушение лицензионных требований', to: ['inspectorate', 'ministry'], norm: 'AP-15' },
  { code: 'rebuilding', title: 'Самовольная перепланировка', to: ['municipality', 'inspectorate'], norm: 'AP-15' },
  {
    code: 'streets',
    title: 'Улицы, освещение и благоустройство за пределами двора',
    to: ['municipality'],
    norm: 'AP-15',
  },
  {
    code: 'complaint',
    title: 'Жалоба на ответ или молчание',
    to: ['municipality', 'inspectorate', 'ministry'],
    norm: 'AP-15',
  },
  { code: 'other', title: 'Другой вопрос', to: everyone, norm: 'AP-01' },
];

const byCode = new Map(appealSubjects.map((subject) => [subject.code, subject]));

export function subjectOf(code: string): AppealSubject {
  const found = byCode.get(code);
  if (found) return found;
  throw new Refusal('subject-unknown', 'Такой темы нет. Выберите тему из списка.', 422, {
    subject: 'Выберите тему из списка.',
  });
}

export function subjectTitle(code: string): string {
  return byCode.get(code)?.title ?? code;
}

/** Subjects an organisation of this kind can be asked about. */
export function subjectsFor(kind: AddresseeKind): readonly AppealSubject[] {
  return appealSubjects.filter(({ to }) => to.includes(kind));
}

export function mustBeSubjectOf(kind: AddresseeKind, code: string): AppealSubject {
  const subject = subjectOf(code);
  if (subject.to.includes(kind)) return subject;
  const say = 'Этот адресат не отвечает за выбранную тему. Выберите другого адресата или другую тему.';
  throw new Refusal('subject-not-theirs', say, 422, { subject: say });
}

/** To whom one may complain about an answer, nearest first. */
export function instancesAbove(kind: AddresseeKind): readonly AddresseeKind[] {
  if (!isBody(kind)) return ['inspectorate', 'municipality'];
  if (kind === 'municipality') return ['inspectorate', 'ministry'];
  return kind === 'inspectorate' ? ['ministry'] : [];
}
