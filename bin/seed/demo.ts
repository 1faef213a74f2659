import type { Day } from '../../law/base/day';
import type { StaffRole } from '../../law/registry/words';
import type { Crowd } from './registry/crowd';
import type { Naming } from './registry/names';

export interface SeedPerson {
  login: string;
  /** The role of this person, shown on the page «кто вы». */
  role: string;
  naming: Naming;
  birthDay: Day;
  post?: { organisation: string; role: StaffRole };
  /** Lines of the шахматка that this person holds: flat / turn of the right. */
  holds?: readonly string[];
}

const woman = (family: string, given: string, patronymic: string): Naming => ({
  sex: 'female',
  family,
  given,
  patronymic,
});
const man = (family: string, given: string, patronymic: string): Naming => ({ sex: 'male', family, given, patronymic });

/** One person per role, and several owners with different rights. */
export const seedPeople: readonly SeedPerson[] = [
  {
    login: 'owner',
    role: 'Собственница двух квартир в разных часовых поясах',
    naming: woman('Рябинина', 'Вера', 'Андреевна'),
    birthDay: '1979-03-14',
    holds: ['183/0'],
  },
  {
    login: 'co-owner',
    role: 'Собственник доли 25/100 в квартире 190',
    naming: man('Завьялов', 'Кирилл', 'Олегович'),
    birthDay: '1991-08-02',
    holds: ['190/0'],
  },
  {
    login: 'spouse',
    role: 'Собственник в общей совместной собственности, квартира 194',
    naming: man('Озеров', 'Михаил', 'Львович'),
    birthDay: '1968-11-23',
    holds: ['194/0'],
  },
  {
    login: 'half-owner',
    role: 'Собственница половины квартиры 195',
    naming: woman('Колосова', 'Нина', 'Фёдоровна'),
    birthDay: '1954-05-09',
    holds: ['195/0'],
  },
  {
    login: 'tenant',
    role: 'Наниматель муниципальной квартиры',
    naming: man('Лукин', 'Артём', 'Игоревич'),
    birthDay: '1997-01-30',
  },
  {
    login: 'clerk',
    role: 'Специалист по обращениям',
    naming: woman('Громова', 'Екатерина', 'Павловна'),
    birthDay: '1988-06-17',
    post: { organisation: 'dom', role: 'clerk' },
  },
  {
    login: 'head',
    role: 'Руководитель управляющей организации',
    naming: man('Верховский', 'Борис', 'Степанович'),
    birthDay: '1973-09-05',
    post: { organisation: 'dom', role: 'head' },
  },
  {
    login: 'dispatcher',
    role: 'Диспетчер аварийной службы',
    naming: woman('Туманова', 'Ольга', 'Викторовна'),
    birthDay: '1984-12-11',
    post: { organisation: 'dom', role: 'dispatcher' },
  },
  {
    login: 'master',
    role: 'Мастер',
    naming: man('Шаров', 'Николай', 'Романович'),
    birthDay: '1981-04-26',
    post: { organisation: 'dom', role: 'master' },
  },
  {
    login: 'accountant',
    role: 'Бухгалтер',
    naming: woman('Зимина', 'Лариса', 'Геннадьевна'),
    birthDay: '1976-02-19',
    post: { organisation: 'dom', role: 'accountant' },
  },
  {
    login: 'passport-clerk',
    role: 'Паспортист',
    naming: woman('Пестова', 'Инна', 'Юрьевна'),
    birthDay: '1990-10-08',
    post: { organisation: 'dom', role: 'passport-clerk' },
  },
  {
    login: 'chairman',
    role: 'Председатель товарищества собственников жилья',
    naming: man('Ключевский', 'Павел', 'Дмитриевич'),
    birthDay: '1962-07-01',
    post: { organisation: 'garden', role: 'head' },
  },
  {
    login: 'supplier',
    role: 'Специалист ресурсоснабжающей организации',
    naming: woman('Белкина', 'Юлия', 'Максимовна'),
    birthDay: '1993-03-28',
    post: { organisation: 'heat', role: 'clerk' },
  },
  {
    login: 'municipal',
    role: 'Сотрудник администрации городского округа',
    naming: man('Дубровский', 'Илья', 'Тимурович'),
    birthDay: '1986-08-15',
    post: { organisation: 'hall-testovo', role: 'municipal' },
  },
  {
    login: 'inspector',
    role: 'Инспектор жилищной инспекции',
    naming: woman('Стрельцова', 'Анна', 'Константиновна'),
    birthDay: '1982-01-12',
    post: { organisation: 'inspectorate', role: 'inspector' },
  },
  {
    login: 'ministry',
    role: 'Сотрудник министерства',
    naming: man('Савельев', 'Григорий', 'Алексеевич'),
    birthDay: '1978-05-31',
    post: { organisation: 'ministry', role: 'ministry' },
  },
  {
    login: 'platform',
    role: 'Администратор системы',
    naming: woman('Быстрова', 'Полина', 'Сергеевна'),
    birthDay: '1995-09-20',
    post: { organisation: 'platform', role: 'platform' },
  },
];

/** Login → person, and «flat/turn» → person for the lines of the шахматка. */
export function addDemoPeople(crowd: Crowd): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { login, role, naming, birthDay, holds = [] } of seedPeople) {
    const id = crowd.add({ naming, birthDay, demo: { login, role } });
    for (const key of [login, ...holds]) known.set(key, id);
  }
  return known;
}
