import { randomUUID } from 'node:crypto';
import { addDays, type Day } from '../../law/base/day';
import { equal, type Fraction, fraction } from '../../law/base/fraction';
import { holderKey, type Register } from '../../law/registry/register';
import { type Problem, registerColumns } from '../../law/registry/register-columns';
import type { LineHolder, RegisterPremises, RegisterRight } from '../../law/registry/register-line';
import type { Changes, KnownPerson, PremisesChange, StandingRight } from '../../store/registry/imports';
import { indexOf, holderNameOf, type Index } from './import-index';
import { noRows, type RegistryRows } from '../../store/registry/rows';
import type { PremisesLine } from '../../store/registry/premises';

/** What the registry holds of the house before the import. */
export interface Current {
  buildingId: string;
  premises: readonly PremisesLine[];
  rights: readonly StandingRight[];
  people: readonly KnownPerson[];
  organisations: ReadonlyMap<string, string>;
  takenCadastral: ReadonlySet<string>;
  today: Day;
}

export interface ImportPlan {
  problems: Problem[];
  rows: RegistryRows;
  premises: PremisesChange[];
  /** Last day → rights that end on it. */
  ends: Map<Day, string[]>;
  changes: Changes;
}

interface Making extends ImportPlan {
  current: Current;
  index: Index;
  /** People the file has already named → id. */
  named: Map<string, string>;
}

/** The difference between a file and the registry: importing the same file again changes nothing. */
export function planImport(register: Pick<Register, 'premises'>, current: Current): ImportPlan {
  const making: Making = {
    current,
    index: indexOf(current),
    problems: [],
    rows: noRows(),
    premises: [],
    ends: new Map(),
    named: new Map(),
    changes: {
      premisesNew: 0,
      premisesChanged: 0,
      rightsNew: 0,
      rightsEnded: 0,
      rightsSame: 0,
      peopleNew: 0,
      absent: 0,
    },
  };
  const held = new Map(current.premises.map((one) => [premisesKey(one), one]));
  for (const wanted of register.premises) {
    const found = held.get(premisesKey(wanted));
    const id = found ? changed(making, wanted, found) : added(making, wanted);
    planRights(making, wanted, id);
  }
  making.changes.absent = current.premises.length - (register.premises.length - making.changes.premisesNew);
  return making;
}

const premisesKey = ({ kind, number }: Pick<PremisesLine, 'kind' | 'number'>): string =>
  `${kind} ${number.toLowerCase()}`;

function added(
  making: Making,
  { number, kind, entrance, floor, cadastral, areaEgrn, areaHand, row }: RegisterPremises,
): string {
  checkCadastral(making, cadastral, row, null);
  const id = randomUUID();
  making.changes.premisesNew += 1;
  making.rows.premises.push({
    id,
    building_id: making.current.buildingId,
    number,
    kind,
    entrance,
    floor,
    cadastral,
    area_egrn: areaEgrn,
    area_hand: areaHand,
  });
  return id;
}

/** An empty cell says nothing; it does not delete what is known. */
function changed(making: Making, wanted: RegisterPremises, found: PremisesLine): string {
  const next: PremisesChange = {
    id: found.id,
    entrance: wanted.entrance ?? found.entrance,
    floor: wanted.floor ?? found.floor,
    cadastral: wanted.cadastral ?? found.cadastral,
    area_egrn: wanted.areaEgrn ?? found.areaEgrn,
    area_hand: wanted.areaHand ?? found.areaHand,
  };
  const same =
    next.entrance === found.entrance &&
    next.floor === found.floor &&
    next.cadastral === found.cadastral &&
    next.area_egrn === found.areaEgrn &&
    next.area_hand === found.areaHand;
  if (!same) {
    checkCadastral(making, wanted.cadastral, wanted.row, found.id);
    making.premises.push(next);
    making.changes.premisesChanged += 1;
  }
  return found.id;
}

function checkCadastral(
  { current, index, problems }: Making,
  cadastral: string | null,
  row: number,
  id: string | null,
): void {
  if (!cadastral) return;
  const other = index.premisesBy(cadastral).find((one) => one.id !== id);
  const say = other
    ? `Этот кадастровый номер уже записан за помещением ${other.number}.`
    : 'Этот кадастровый номер записан за другим домом.';
  if (other || current.takenCadastral.has(cadastral)) {
    problems.push({ row, column: registerColumns.cadastral.title, code: 'cadastral-taken', say });
  }
}

/** A file without holders for some premises says nothing about their rights. */
function planRights(making: Making, { rights }: RegisterPremises, premisesId: string): void {
  if (!rights.length) return;
  const { current, index, changes } = making;
  const standing = index.rightsOf(premisesId);
  const wanted = rights.map((right) => ({ right, holder: findHolder(making, right, premisesId) }));
  const kept = new Set<string>();
  const fresh = wanted.filter(({ right, holder }) => {
    const same = standing.find((one) => !kept.has(one.id) && isSame(one, right, holder));
    if (same) kept.add(same.id);
    return !same;
  });
  const ended = standing.filter(({ id }) => !kept.has(id));
  changes.rightsSame += kept.size;
  changes.rightsNew += fresh.length;
  changes.rightsEnded += ended.length;
  const group = standing.find(({ id }) => kept.has(id))?.jointGroup ?? randomUUID();
  const corrected = fresh.some(({ holder }) => ended.some((one) => holds(one, holder)));
  const from = new Map(fresh.map(({ right }) => [right, firstDay(right, ended, corrected, current.today)]));
  for (const { right, holder } of fresh) {
    making.rows.ownership.push(rowOf(right, holder, { premisesId, group, from: from.get(right) ?? current.today }));
  }
  const last = addDays([...from.values()].sort()[0] ?? current.today, -1);
  if (ended.length) making.ends.set(last, [...(making.ends.get(last) ?? []), ...ended.map(({ id }) => id)]);
}

/** A corrected right starts today; a purchased one on the day of its title, but not before the previous right began. */
function firstDay(
  { titleDay, ballotDay }: RegisterRight,
  ended: readonly StandingRight[],
  corrected: boolean,
  today: Day,
): Day {
  if (corrected) return today;
  const told = titleDay ?? ballotDay ?? today;
  const after = ended
    .map(({ fromDay }) => addDays(fromDay, 1))
    .sort()
    .at(-1);
  return after && after > told ? (after < today ? after : today) : told;
}

interface Found {
  personId: string | null;
  organisationId: string | null;
}

const holds = (right: StandingRight, { personId, organisationId }: Found): boolean =>
  right.personId === personId && right.organisationId === organisationId;

const shareOf = ({ shareN, shareD }: StandingRight): Fraction => fraction(BigInt(shareN), BigInt(shareD));

function isSame(held: StandingRight, right: RegisterRight, holder: Found): boolean {
  const told = (next: string | null, known: string | null): boolean => next === null || next === known;
  return (
    holds(held, holder) &&
    held.kind === right.kind &&
    equal(shareOf(held), right.share) &&
    held.basis === right.basis &&
    told(right.titleNumber, held.registryNumber) &&
    told(right.titleDay, held.registryDay) &&
    told(right.ballotNumber, held.ballotNumber) &&
    told(right.ballotDay, held.ballotDay)
  );
}

function rowOf(
  right: RegisterRight,
  { personId, organisationId }: Found,
  place: { premisesId: string; group: string; from: Day },
): RegistryRows['ownership'][number] {
  return {
    id: randomUUID(),
    premises_id: place.premisesId,
    person_id: personId,
    organisation_id: organisationId,
    kind: right.kind,
    share_n: String(right.share.numerator),
    share_d: String(right.share.denominator),
    joint_group: right.kind === 'joint' ? place.group : null,
    basis: right.basis,
    registry_number: right.titleNumber,
    registry_day: right.titleDay,
    ballot_number: right.ballotNumber,
    ballot_day: right.ballotDay,
    from_day: place.from,
    to_day: null,
  };
}

function findHolder(making: Making, { holder, row }: RegisterRight, premisesId: string): Found {
  const { current, problems } = making;
  if (holder.inn) {
    const organisationId = current.organisations.get(holder.inn) ?? null;
    if (!organisationId) {
      problems.push({
        row,
        column: registerColumns.inn.title,
        code: 'inn-unknown',
        say: 'Организации с таким ИНН в реестре нет. Сначала заведите её.',
      });
    }
    return { personId: null, organisationId };
  }
  const key = holderKey(holder);
  const known = making.named.get(key) ?? knownPerson(making, holder, row, premisesId) ?? newPerson(making, holder);
  making.named.set(key, known);
  return { personId: known, organisationId: null };
}

function knownPerson({ index, problems }: Making, holder: LineHolder, row: number, premisesId: string): string | null {
  const bySnils = holder.snils ? index.personBy(holder.snils) : undefined;
  if (bySnils) {
    if (holderNameOf(bySnils) === holderNameOf(holder)) return bySnils.id;
    problems.push({
      row,
      column: registerColumns.snils.title,
      code: 'snils-other-name',
      say: 'Этот СНИЛС записан за человеком с другим именем. Проверьте его.',
    });
    return bySnils.id;
  }
  const alike = index
    .namesakesOf(holder, premisesId)
    .filter(
      (one) =>
        one.here &&
        agrees(one.snils, holder.snils) &&
        agrees(one.birthDay, holder.birthDay) &&
        agrees(one.patronymic, holder.patronymic),
    );
  const inside = alike.find(({ id }) => index.rightsOf(premisesId).some((right) => right.personId === id));
  return (inside ?? (alike.length === 1 ? alike[0] : undefined))?.id ?? null;
}

const agrees = (known: string | null, told: string | null): boolean =>
  known === null || told === null || known.toLowerCase() === told.toLowerCase();

function newPerson({ rows, changes }: Making, { family, given, patronymic, birthDay, snils }: LineHolder): string {
  const id = randomUUID();
  changes.peopleNew += 1;
  rows.person.push({
    id,
    family_name: family,
    given_name: given,
    patronymic,
    sex: null,
    birth_day: birthDay,
    snils,
    demo_role: null,
    login: null,
  });
  return id;
}
