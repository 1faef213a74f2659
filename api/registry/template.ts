import { registerColumns } from '../../law/registry/register-columns';

/** The header of the register file, and sample lines for each kind of ownership. */
export const templateColumns: readonly string[] = Object.values(registerColumns).map(({ title }) => title);

const sample = (over: Partial<Record<keyof typeof registerColumns, string>>): string[] =>
  Object.keys(registerColumns).map((key) => over[key as keyof typeof registerColumns] ?? '');

const flat = { number: '1', kind: 'жилое', entrance: '1', floor: '1', cadastral: '96:01:0010100:1', areaEgrn: '65,30' };
const shop = { number: 'Н1', kind: 'нежилое', floor: '1', cadastral: '96:01:0010100:901', areaEgrn: '120,40' };

export const templateRows: readonly (readonly string[])[] = [
  sample({
    ...flat,
    right: 'Общая долевая собственность',
    share: '1/3',
    titleNumber: '96:01:0010100:1-96/012/2019-1',
    titleDay: '28.04.2019',
    family: 'Образцов',
    given: 'Иван',
    patronymic: 'Петрович',
    birthDay: '14.03.1979',
  }),
  sample({
    ...flat,
    right: 'Общая долевая собственность',
    share: '2/3',
    titleNumber: '96:01:0010100:1-96/012/2019-2',
    titleDay: '28.04.2019',
    family: 'Образцова',
    given: 'Мария',
    patronymic: 'Сергеевна',
    birthDay: '02.08.1981',
  }),
  sample({
    ...shop,
    right: 'Собственность',
    share: '1',
    titleNumber: '96:01:0010100:901-96/012/2018-4',
    titleDay: '14.03.2018',
    family: 'Примерова',
    given: 'Анна',
    patronymic: 'Львовна',
  }),
  sample({ number: 'М1', kind: 'машино-место', floor: '-1', areaEgrn: '13,25' }),
];
