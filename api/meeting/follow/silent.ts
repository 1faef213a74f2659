import { rightForms, premisesForms } from '../../../law/registry/words';
import { z } from 'zod';
import { parseFraction } from '../../../law/base/fraction';
import { counted, plural } from '../../../law/base/russian';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { doorsOf, type DoorRight } from '../../../store/meeting/follow/voters';
import { signed } from '../../account/signed';
import { partOf, partQuery, type PartQuery } from '../../http/parts';
import { route, type Call } from '../../http/route';
import { counters, MEETINGS_LINK, mustCount, runs } from '../access';
import { remindersFor, remindersShape, reminderWords } from './reminders';
import { metresOf } from '../../../law/base/metres';
import { premisesWords } from '../../../law/registry/names';
import { meetingParams, meetingSubject, type MeetingParams } from '../vote/access';
import { metresCell } from '../../http/sheet';

const TITLE = 'Кто не голосовал';

const door = z.object({
  number: z.string(),
  floor: z.number().nullable(),
  area: z.string(),
  /** Rights on these premises without a counted decision. */
  silent: z.number(),
  rights: z.number(),
  /** Decisions were handed in but do not count: somebody should ask why. */
  uncounted: z.boolean(),
});
type Door = z.infer<typeof door>;
const silentShape = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  open: z.boolean(),
  runs: z.boolean(),
  premises: z.number(),
  silent: z.number(),
  entrances: z.array(z.object({ entrance: z.number().nullable(), premises: z.number(), doors: z.array(door) })),
  reminders: remindersShape,
});
type Silent = z.infer<typeof silentShape>;

/** Door by door in the order of a walk; a door where everybody has voted is left out. */
function entrancesOf(rights: readonly DoorRight[], voted: ReadonlySet<string>): Silent['entrances'] {
  const entrances = new Map<number | null, Map<string, DoorRight[]>>();
  for (const right of rights) {
    const doors = entrances.get(right.entrance) ?? new Map<string, DoorRight[]>();
    doors.set(right.premisesId, [...(doors.get(right.premisesId) ?? []), right]);
    entrances.set(right.entrance, doors);
  }
  return [...entrances].map(([entrance, doors]) => ({
    entrance,
    premises: doors.size,
    doors: [...doors.values()].flatMap((all) => {
      const out = all.filter(({ rightId }) => !voted.has(rightId));
      const [first] = out;
      if (!first) return [];
      const { number, floor, area } = first;
      return [{ number, floor, area, silent: out.length, rights: all.length, uncounted: out.some(({ came }) => came) }];
    }),
  }));
}

const noteOf = ({ silent, rights, uncounted }: Door): string =>
  [
    rights > 1 && silent < rights && `осталось ${counted(silent, rightForms)} из ${rights}`,
    uncounted && 'решение пришло, но не учтено',
  ]
    .filter(Boolean)
    .join('; ');

/** One part of the list, entrance by entrance: an entrance may continue in the next part. */
function sheetsOf({ entrances }: Silent, shown: readonly Door[]) {
  const part = new Set(shown);
  return entrances
    .map(({ doors, ...entrance }, index) => ({
      ...entrance,
      index,
      all: doors,
      doors: doors.filter((one) => part.has(one)),
    }))
    .filter(({ doors }) => doors.length > 0)
    .map(({ entrance, index, all, doors, premises }) => ({
      anchor: `entrance-${index + 1}`,
      title: entrance === null ? 'Подъезд не указан' : `Подъезд ${entrance}`,
      say: `${counted(all.length, premisesForms)} из ${premises} ${plural(all.length, ['не голосовало', 'не голосовали', 'не голосовали'])}`,
      doors: doors.map((one) => ({
        place: premisesWords(one.number),
        floor: one.floor ?? '—',
        area: parseFraction(one.area).numerator === 0n ? 'неизвестна' : metresOf(one.area),
        note: noteOf(one),
      })),
    }));
}

function view(data: Silent, { query, now }: Call<MeetingParams, PartQuery>) {
  const { id, zone, silent, premises, entrances, reminders } = data;
  const { sent, limit } = reminders;
  const doors = entrances.flatMap((one) => one.doors);
  const { shown, ...parts } = partOf(doors, query, `/meetings/${id}/silent`);
  return {
    ...data,
    ...parts,
    say: `Не голосовали ${counted(silent, premisesForms)} из ${premises}. Кто как голосовал, здесь не видно.`,
    remind: data.open && data.runs && sent < limit ? `/meetings/${id}/remind` : undefined,
    reminder: data.open ? reminderWords(reminders, zone, now) : undefined,
    sheets: sheetsOf(data, shown),
  };
}

/** Whom to visit: doors, never names or decisions. */
const silent = route({
  id: 'meeting.silent',
  method: 'get',
  path: '/meetings/:id/silent',
  summary: 'Кто ещё не голосовал',
  allowed: counters,
  subject: meetingSubject,
  params: meetingParams,
  query: partQuery,
  out: silentShape,
  page: 'meeting/follow/silent',
  view,
  table: {
    columns: ['Подъезд', 'Этаж', 'Помещение', 'Площадь, м²', 'Не голосовали', 'Всего прав', 'Примечание'],
    rows: ({ entrances }: Silent) =>
      entrances.flatMap(({ entrance, doors }) =>
        doors.map((one) => [
          entrance,
          one.floor,
          one.number,
          metresCell(one.area),
          one.silent,
          one.rights,
          noteOf(one),
        ]),
      ),
  },
  handle: async (call: Call<MeetingParams, PartQuery>) => {
    const {
      db,
      params: { id },
      now,
    } = call;
    const found = await mustCount(call);
    const [rights, turnout, reminders] = await Promise.all([
      doorsOf(db, id),
      turnoutOf(db, id),
      remindersFor(db, found, now),
    ]);
    const entrances = entrancesOf(rights, new Set(turnout?.votedRights.map(({ rightId }) => rightId)));
    const { file, meeting, address } = found;
    const data = {
      id,
      number: file.number,
      address,
      zone: file.zone,
      open: file.phase === 'voting',
      runs: runs(meeting, signed(call)),
      premises: entrances.reduce((sofar, { premises }) => sofar + premises, 0),
      silent: entrances.reduce((sofar, { doors }) => sofar + doors.length, 0),
      entrances,
      reminders,
    };
    const trail = [MEETINGS_LINK, { href: `/meetings/${id}`, title: file.number }, { title: TITLE }];
    return { data, frame: { title: TITLE, trail } };
  },
});

export const silentRoutes = [silent];
