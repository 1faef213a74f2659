import type { Day } from '../../../law/base/day';
import type { OrganisationKind, Service } from '../../../law/registry/words';
import { CAPITAL_ZONE } from '../../../law/base/zone';

/** The demo region: invented places, organisations and houses. Nothing here exists. */
export const REGION = 'Тестовая область';
const YEKATERINBURG = 'Asia/Yekaterinburg';

interface Place {
  key: string;
  name: string;
  zone: string;
}

export const places: readonly Place[] = [
  { key: 'testovo', name: 'Городской округ Тестово', zone: CAPITAL_ZONE },
  { key: 'lipovka', name: 'Липовский район', zone: CAPITAL_ZONE },
  { key: 'yar', name: 'Городской округ Каменный Яр', zone: YEKATERINBURG },
  { key: 'ozery', name: 'Заозёрный район', zone: YEKATERINBURG },
];

interface Organisation {
  key: string;
  kind: OrganisationKind;
  name: string;
  short: string;
  address: string;
  /** Empty: the organisation serves the whole region. */
  place?: string;
  zone?: string;
}

export const organisations: readonly Organisation[] = [
  {
    key: 'dom', kind: 'manager', name: 'Общество с ограниченной ответственностью «Управляющая компания „Добрый дом“»',
    short: 'УК «Добрый дом»', address: 'г. Тестово, ул. Садовая, д. 3', place: 'testovo',
  },
  {
    key: 'uyut', kind: 'manager', name: 'Акционерное общество «Липовская управляющая компания „Уют“»',
    short: 'УК «Уют»', address: 'пос. Липовка, ул. Центральная, д. 11', place: 'lipovka',
  },
  {
    key: 'yar', kind: 'manager', name: 'Общество с ограниченной ответственностью «Каменноярский жилищный сервис»',
    short: 'УК «Жилищный сервис»', address: 'г. Каменный Яр, пр. Строителей, д. 20', place: 'yar',
  },
  {
    key: 'garden', kind: 'association', name: 'Товарищество собственников жилья «Берёзовая роща»',
    short: 'ТСЖ «Берёзовая роща»', address: 'г. Тестово, ул. Берёзовая, д. 8', place: 'testovo',
  },
  {
    key: 'heat', kind: 'supplier', name: 'Акционерное общество «Тестовские тепловые сети»',
    short: 'АО «Теплосети»', address: 'г. Тестово, Заводской пр., д. 1', place: 'testovo',
  },
  {
    key: 'water', kind: 'supplier', name: 'Муниципальное унитарное предприятие «Областной водоканал»',
    short: 'МУП «Водоканал»', address: 'г. Каменный Яр, ул. Набережная, д. 2', place: 'yar',
  },
  {
    key: 'hall-testovo', kind: 'municipality', name: 'Администрация городского округа Тестово',
    short: 'Администрация Тестово', address: 'г. Тестово, пл. Мира, д. 1', place: 'testovo',
  },
  {
    key: 'hall-lipovka', kind: 'municipality', name: 'Администрация Липовского района',
    short: 'Администрация Липовского района', address: 'пос. Липовка, ул. Центральная, д. 1', place: 'lipovka',
  },
  {
    key: 'hall-yar', kind: 'municipality', name: 'Администрация городского округа Каменный Яр',
    short: 'Администрация Каменного Яра', address: 'г. Каменный Яр, пр. Строителей, д. 1', place: 'yar',
  },
  {
    key: 'hall-ozery', kind: 'municipality', name: 'Администрация Заозёрного района',
    short: 'Администрация Заозёрного района', address: 'с. Заозёрное, ул. Школьная, д. 5', place: 'ozery',
  },
  {
    key: 'inspectorate', kind: 'inspectorate', name: 'Государственная жилищная инспекция Тестовой области',
    short: 'ГЖИ Тестовой области', address: 'г. Тестово, ул. Областная, д. 10', zone: CAPITAL_ZONE,
  },
  {
    key: 'ministry', kind: 'ministry', name: 'Министерство жилищно-коммунального хозяйства Тестовой области',
    short: 'Минжилкомхоз Тестовой области', address: 'г. Тестово, ул. Областная, д. 2', zone: CAPITAL_ZONE,
  },
  {
    key: 'platform', kind: 'platform', name: 'Государственное казённое учреждение «Оператор системы „Домовой“»',
    short: 'Оператор «Домового»', address: 'г. Тестово, ул. Областная, д. 4', zone: CAPITAL_ZONE,
  },
  {
    key: 'lift', kind: 'contractor', name: 'Общество с ограниченной ответственностью «Область-Лифт»',
    short: 'ООО «Область-Лифт»', address: 'г. Тестово, Заводской пр., д. 9', place: 'testovo',
  },
  {
    key: 'roof', kind: 'contractor', name: 'Общество с ограниченной ответственностью «Кровля и фасад»',
    short: 'ООО «Кровля и фасад»', address: 'г. Тестово, Заводской пр., д. 14', place: 'testovo',
  },
];

export const supplies: readonly { organisation: string; services: readonly Service[] }[] = [
  { organisation: 'heat', services: ['heating', 'hot-water'] },
  { organisation: 'water', services: ['cold-water', 'sewerage'] },
];

export interface SeedHouse {
  key: string;
  place: string;
  address: string;
  manager: string;
  /** The house had another manager until this day. */
  before?: { manager: string; to: string };
  built: number;
  entrances: number;
  floors: number;
  flatsOnFloor: number;
  shops: number;
  /** Today's holders have held their flats since before this day. */
  settledBy?: Day;
  parking: number;
}

/** The first house is rebuilt from the шахматка (roll.ts); its sizes here only describe it. */
export const ROLL_HOUSE = 'roll';

export const houses: readonly SeedHouse[] = [
  { key: ROLL_HOUSE, place: 'testovo', address: 'г. Тестово, ул. Садовая, д. 12', manager: 'dom', built: 1998, entrances: 5, floors: 10, flatsOnFloor: 4, shops: 1, parking: 0 },
  { key: 'garden-7', place: 'testovo', address: 'г. Тестово, ул. Садовая, д. 7', manager: 'dom', built: 1984, entrances: 4, floors: 9, flatsOnFloor: 4, shops: 3, parking: 0 },
  { key: 'birch-8', place: 'testovo', address: 'г. Тестово, ул. Берёзовая, д. 8', manager: 'garden', built: 2016, entrances: 3, floors: 14, flatsOnFloor: 5, shops: 6, parking: 60 },
  { key: 'peace-4', place: 'testovo', address: 'г. Тестово, пл. Мира, д. 4', manager: 'dom', before: { manager: 'uyut', to: '2023-06-30' }, built: 1957, entrances: 3, floors: 5, flatsOnFloor: 4, shops: 4, parking: 0 },
  { key: 'central-15', place: 'lipovka', address: 'пос. Липовка, ул. Центральная, д. 15', manager: 'uyut', built: 1972, entrances: 4, floors: 5, flatsOnFloor: 4, shops: 2, parking: 0 },
  { key: 'school-2', settledBy: '2018-12-31', place: 'lipovka', address: 'пос. Липовка, Школьный пер., д. 2', manager: 'uyut', built: 1966, entrances: 2, floors: 3, flatsOnFloor: 4, shops: 0, parking: 0 },
  { key: 'field-21', place: 'lipovka', address: 'пос. Липовка, ул. Полевая, д. 21', manager: 'uyut', built: 2009, entrances: 4, floors: 9, flatsOnFloor: 4, shops: 2, parking: 0 },
  { key: 'builders-6', place: 'yar', address: 'г. Каменный Яр, пр. Строителей, д. 6', manager: 'yar', built: 1991, entrances: 6, floors: 9, flatsOnFloor: 4, shops: 5, parking: 0 },
  { key: 'builders-44', place: 'yar', address: 'г. Каменный Яр, пр. Строителей, д. 44, корп. 1', manager: 'yar', built: 2020, entrances: 2, floors: 18, flatsOnFloor: 6, shops: 7, parking: 84 },
  { key: 'quay-19', place: 'yar', address: 'г. Каменный Яр, ул. Набережная, д. 19', manager: 'yar', built: 1979, entrances: 6, floors: 9, flatsOnFloor: 4, shops: 2, parking: 0 },
  { key: 'lake-3', place: 'ozery', address: 'с. Заозёрное, ул. Озёрная, д. 3', manager: 'yar', built: 1975, entrances: 3, floors: 9, flatsOnFloor: 4, shops: 1, parking: 0 },
  { key: 'forest-10', place: 'ozery', address: 'с. Заозёрное, ул. Лесная, д. 10', manager: 'yar', built: 2013, entrances: 5, floors: 9, flatsOnFloor: 4, shops: 3, parking: 0 },
];
