import type { OffService } from '../../../law/dispatch/off';
import type { OutageCause, OutageKind } from '../../../law/outage/words';
import type { Hour } from '../hours';

/** A day before the region's own (or after it, where it is below nought) and an hour of it. */
export type When = readonly [daysBefore: number, hour: number];

export type Deed =
  | { day: number; hour: Hour; act: 'post' }
  | { day: number; hour: Hour; act: 'change' | 'extend'; until: When; reason: string; cause?: OutageCause }
  | { day: number; hour: Hour; act: 'restore'; houses?: readonly string[] }
  | { day: number; hour: Hour; act: 'cancel'; reason: string }
  | { day: number; hour: Hour; act: 'note'; say: string };

export interface SeedOutage {
  name: string;
  by: string;
  kind: OutageKind;
  services: readonly OffService[];
  cause: OutageCause;
  causeText?: string;
  danger?: boolean;
  inFlats?: boolean;
  houses: readonly { key: string; entrances?: readonly number[]; risers?: string }[];
  announced: readonly [daysBefore: number, hour: Hour];
  /** Null: it has begun by the announcement. */
  from: When | null;
  until: When | null;
  deeds: readonly Deed[];
}

/** Something ahead, something going on, something over; one announced too late, one called off. */
export const outagePlans: readonly SeedOutage[] = [
  {
    name: 'outage:ahead',
    by: 'heat',
    kind: 'planned',
    services: ['hot-water'],
    cause: 'prophylaxis',
    causeText: 'Проверка котельной на ул. Садовой перед зимой.',
    houses: [{ key: 'roll' }, { key: 'garden-7' }],
    announced: [16, 10],
    from: [-6, 9],
    until: [-9, 18],
    deeds: [],
  },
  {
    name: 'outage:late',
    by: 'dom',
    kind: 'planned',
    services: ['lift'],
    cause: 'repair',
    causeText: 'Замена канатов.',
    houses: [{ key: 'garden-7', entrances: [2] }],
    announced: [4, 15],
    from: [-5, 9],
    until: [-5, 18],
    deeds: [{ day: 3, hour: 10, act: 'post' }],
  },
  {
    name: 'outage:running',
    by: 'dom',
    kind: 'emergency',
    services: ['cold-water'],
    cause: 'unknown',
    houses: [{ key: 'roll', entrances: [1], risers: 'первый от лифта' }],
    announced: [1, 15],
    from: null,
    until: null,
    deeds: [{ day: 0, hour: 10, act: 'change', until: [-1, 12], cause: 'burst', reason: 'Нашли место прорыва.' }],
  },
  {
    name: 'outage:restored',
    by: 'yar',
    kind: 'emergency',
    services: ['electricity', 'lift'],
    cause: 'equipment',
    causeText: 'Сгорел вводной автомат.',
    danger: true,
    houses: [{ key: 'quay-19', entrances: [3, 4] }, { key: 'builders-6' }],
    announced: [19, 10],
    from: null,
    until: [19, 20],
    deeds: [
      { day: 19, hour: 15, act: 'extend', until: [18, 12], reason: 'Ждём автомат со склада.' },
      { day: 18, hour: 10, act: 'restore', houses: ['builders-6'] },
      { day: 18, hour: 15, act: 'restore' },
    ],
  },
  {
    name: 'outage:kept',
    by: 'uyut',
    kind: 'planned',
    services: ['cold-water', 'sewerage'],
    cause: 'repair',
    inFlats: true,
    houses: [{ key: 'school-2' }],
    announced: [45, 10],
    from: [24, 9],
    until: [24, 18],
    deeds: [
      { day: 30, hour: 10, act: 'post' },
      { day: 24, hour: 15, act: 'restore' },
    ],
  },
  {
    name: 'outage:cancelled',
    by: 'yar',
    kind: 'planned',
    services: ['heating'],
    cause: 'tests',
    houses: [{ key: 'lake-3' }],
    announced: [50, 10],
    from: [28, 9],
    until: [28, 18],
    deeds: [
      { day: 40, hour: 10, act: 'post' },
      { day: 34, hour: 15, act: 'cancel', reason: 'Испытания перенесли на лето.' },
    ],
  },
];
