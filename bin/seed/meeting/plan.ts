import type { MeetingForm } from '../../../law/meeting/forms';

export type MeetingDeed =
  | 'notify' | 'request' | 'hand-over' | 'file' | 'return' | 'register' | 'publish' | 'repeat' | 'cancel' | 'sign' | 'countersign' | 'petition';

/** One meeting of the demo region; days count back from the last day of the seed, negative ones are in the future. */
export interface SeedMeeting {
  name: string;
  house: string;
  form: MeetingForm;
  title: string;
  /** Key of a ready-made agenda (law/meeting/call/agenda). */
  pack: string;
  /** Login of the demo person who calls it; otherwise the first owner of the house. */
  by?: string;
  /** The managing organisation collects decisions. */
  administered?: boolean;
  group?: boolean;
  /** The initiator notifies nobody by letter or in person, so the meeting may not open. */
  untold?: boolean;
  draft: number;
  opens?: number;
  closes?: number;
  /** Share of rights with a decision. */
  turnout?: number;
  deeds: readonly (readonly [daysBefore: number, deed: MeetingDeed])[];
}

/** Something in every phase: two without a quorum, one returned by the inspectorate, one that the manager forgot. */
export const meetingPlans: readonly SeedMeeting[] = [
  {
    name: 'meeting:registered', house: 'school-2', form: 'electronic', title: 'Совет дома и председатель', pack: 'council',
    draft: 117, opens: 103, closes: 93, turnout: 0.85,
    deeds: [[116, 'notify'], [88, 'hand-over'], [85, 'file'], [80, 'register']],
  },
  {
    name: 'meeting:returned', house: 'peace-4', form: 'electronic', title: 'Текущий ремонт подъездов', pack: 'current-repair',
    draft: 52, opens: 38, closes: 30, turnout: 0.7, deeds: [[51, 'notify'], [25, 'hand-over'], [22, 'file'], [5, 'return']],
  },
  {
    name: 'meeting:no-quorum', house: 'central-15', form: 'electronic', title: 'Благоустройство двора', pack: 'land',
    draft: 60, opens: 46, closes: 36, turnout: 0.3, deeds: [[59, 'notify'], [30, 'repeat']],
  },
  {
    name: 'meeting:no-quorum-yar', house: 'lake-3', form: 'electronic', title: 'Капитальный ремонт кровли', pack: 'capital-repair',
    draft: 34, opens: 20, closes: 12, turnout: 0.25, deeds: [[33, 'notify']],
  },
  {
    name: 'meeting:filed', house: 'school-2', form: 'electronic', title: 'Полномочия совета дома', pack: 'council',
    draft: 45, opens: 31, closes: 23, turnout: 0.8, deeds: [[44, 'notify'], [18, 'hand-over'], [14, 'file']],
  },
  {
    name: 'meeting:handed', house: 'garden-7', form: 'electronic', title: 'Годовое собрание', pack: 'yearly-plan',
    draft: 50, opens: 36, closes: 28, turnout: 0.62, deeds: [[49, 'notify'], [20, 'hand-over']],
  },
  {
    name: 'meeting:protocol', house: 'school-2', form: 'electronic', title: 'План работ на год', pack: 'yearly-plan',
    draft: 27, opens: 13, closes: 4, turnout: 0.75, deeds: [[26, 'notify']],
  },
  {
    name: 'meeting:counted', house: 'peace-4', form: 'mixed', title: 'Выбор управляющей организации', pack: 'managing-company',
    draft: 29, opens: 14, closes: 3, turnout: 0.66, deeds: [[28, 'notify'], [2, 'sign']],
  },
  {
    name: 'meeting:voting', house: 'roll', form: 'electronic', title: 'Совет дома и текущий ремонт', pack: 'council', by: 'owner',
    draft: 20, opens: 5, closes: -9, turnout: 0.34, deeds: [[19, 'notify']],
  },
  {
    name: 'meeting:noticed', house: 'forest-10', form: 'electronic', title: 'Первое электронное собрание', pack: 'first-electronic',
    draft: 8, opens: -7, closes: -17, deeds: [[6, 'notify']],
  },
  {
    name: 'meeting:requested', house: 'birch-8', form: 'electronic', title: 'Шлагбаум во дворе', pack: 'land', administered: true,
    draft: 6, opens: -22, closes: -36, deeds: [[3, 'request']],
  },
  {
    name: 'meeting:petition', house: 'builders-44', form: 'mixed', title: 'Требование о собрании', pack: 'current-repair',
    group: true, draft: 10, deeds: [[8, 'petition']],
  },
  {
    name: 'meeting:cancelled', house: 'quay-19', form: 'electronic', title: 'Прямые договоры', pack: 'current-repair',
    draft: 40, opens: 20, closes: 10, deeds: [[37, 'cancel']],
  },
  {
    name: 'meeting:halted', house: 'quay-19', form: 'mixed', title: 'Озеленение двора', pack: 'land', untold: true,
    draft: 18, opens: 4, closes: -6, deeds: [[17, 'notify']],
  },
  {
    name: 'meeting:draft', house: 'field-21', form: 'mixed', title: 'Текущий ремонт кровли', pack: 'current-repair', draft: 2, deeds: [],
  },
];

/**
 * 2019, when an electronic meeting first needed a decision of an ordinary one: that decision in February, then an
 * electronic meeting, 27.03 10:00 to 31.03 10:00, lawful on its day. Three years later both are in the archive.
 */
export const pastPlans: readonly SeedMeeting[] = [
  {
    name: 'meeting:transition-2019', house: 'school-2', form: 'mixed', title: 'Переход на электронные собрания', pack: 'first-electronic',
    draft: 82, opens: 68, closes: 54, turnout: 0.8,
    deeds: [[81, 'notify'], [53, 'sign'], [53, 'countersign'], [50, 'hand-over'], [47, 'file'], [47, 'publish'], [45, 'register']],
  },
  {
    name: 'meeting:electronic-2019', house: 'school-2', form: 'electronic', title: 'Выбор управляющей организации', pack: 'managing-company',
    draft: 46, opens: 24, closes: 20, turnout: 0.85,
    deeds: [[40, 'notify'], [15, 'hand-over'], [12, 'file'], [9, 'register']],
  },
];
