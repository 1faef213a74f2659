import { sameValue } from '../../../law/base/canonical';
import { parseFraction, sum } from '../../../law/base/fraction';
import { exactMetres } from '../../../law/base/metres';
import { decidedDay, type Ballot } from '../../../law/meeting/vote/ballot';
import { checkMeeting } from '../../../law/meeting/inspection/check';
import { singleLaw } from '../../../law/meeting/stages-of-law';
import { tally, type TallyInput } from '../../../law/meeting/count/tally';
import { demand } from './broken';
import type { DumpCount } from './dump';
import { countedAs } from './input';
import type { BallotRecord } from './log';
import type { Dump } from './parse';
import { proxyIn } from './powers';
import type { LogRegister } from './register';

/** Counts again with the law's own functions, from the dump alone, and compares with the recorded count. */
export function recount(dump: Dump, count: DumpCount): void {
  if (dump.register) {
    const { questions, outcomes, ...votes } = tally(tallyInput(dump, dump.register));
    const { total, participating, online, paper, hand } = count;
    demand(sameValue(votes, { total, participating, online, paper, hand }), 'Пересчёт даёт другие голоса.');
    const written = count.questions.map(({ passed: _, missing: __, rule: ___, ...rest }) => rest);
    demand(sameValue(questions, written), 'Пересчёт по вопросам даёт другое.');
    demand(sameValue(outcomes, count.outcomes), 'Решения учтены не так, как велит закон.');
  }
  addUp(dump, count);
  const result = checkMeeting(factsOf(dump, count));
  demand(sameValue(result.quorum, { met: count.quorum, needed: count.needed }), 'Кворум посчитан неверно.');
  const found = result.questions.map(({ rule, passed, missing }) => ({
    rule,
    passed: passed && count.quorum,
    missing,
  }));
  demand(
    sameValue(
      found,
      count.questions.map(({ rule, passed, missing }) => ({ rule, passed, missing })),
    ),
    'Пороги посчитаны неверно.',
  );
}

/** Without openings the count cannot be repeated, but its numbers must still add up. */
function addUp({ terms }: Dump, { total, participating, online, paper, hand, questions }: DumpCount): void {
  const parts = (...texts: readonly string[]): string => exactMetres(sum(texts.map(parseFraction)));
  const { questions: asked } = terms;
  const whole =
    total === terms.total &&
    parts(online, paper, hand) === participating &&
    questions.every(
      (one) =>
        parts(one.for, one.against, one.abstained, one.invalid) === participating &&
        parts(participating, one.absent) === exactMetres(parseFraction(total)),
    ) &&
    questions.every(({ entrance }, index) => entrance?.number === asked[index]?.entrance);
  demand(whole, 'Числа итогов не складываются.');
}

/** Decisions logged after the seal were not part of the count. */
function tallyInput({ terms, entries, checkpoints }: Dump, register: LogRegister): TallyInput {
  const { zone, on, rule, opensAt, closesAt, paperUntil } = terms;
  const holders = new Map<string, LogRegister['holders'][number][]>(terms.rights.map(({ id }) => [id, []]));
  for (const holder of register.holders) holders.get(holder.right)?.push(holder);
  const sealed = checkpoints.find(({ text }) => text.endsWith('state sealed\n'))?.text;
  const size = Number(/^size (\d+)$/m.exec(sealed ?? '')?.[1] ?? entries.length);
  return {
    window: { zone, on, ...(rule && { rule }), opensAt, closesAt, ...(paperUntil === null ? {} : { paperUntil }) },
    total: terms.total,
    questions: terms.questions.map(({ id }) => id),
    entrances: new Map(
      terms.questions.flatMap(({ id, entrance }) => (entrance === undefined ? [] : [[id, entrance] as const])),
    ),
    rights: terms.rights.map(({ id, votes, entrance }) => ({
      id,
      premises: id,
      ...(entrance === null ? {} : { entrance }),
      ...countedAs(parseFraction(votes)),
      holders: (holders.get(id) ?? []).map(({ holder, from, to }) => ({
        person: holder,
        from,
        ...(to === null ? {} : { to }),
      })),
    })),
    ballots: entries.slice(0, size).flatMap(({ record }) => (record ? [ballotOf(record, register, zone)] : [])),
  };
}

function ballotOf(record: BallotRecord, register: LogRegister, zone: string): Ballot {
  const { id, right, holder, channel, receivedAt, decidedOn, answers, particulars, proxy, enteredBy } = record;
  const day = decidedDay({ channel, receivedAt, ...(decidedOn !== null && { decidedOn }) }, zone) ?? null;
  return {
    id,
    right,
    person: holder,
    channel,
    receivedAt,
    marks: answers,
    particulars,
    ...(decidedOn === null ? {} : { decidedOn }),
    ...(proxy === null
      ? {}
      : { proxy: proxyIn(register, { proxy, holder, enteredBy, day, online: channel === 'online' }) }),
  };
}

function factsOf({ terms }: Dump, count: DumpCount): Parameters<typeof checkMeeting>[0] {
  const { form, zone, on, entrances } = terms;
  const opensAt = new Date(terms.opensAt);
  demand(count.questions.length === terms.questions.length, 'Итоги есть не по всем вопросам.');
  return {
    form,
    zone,
    law: singleLaw(on),
    entrances,
    noticeAt: opensAt,
    opensAt,
    closesAt: new Date(terms.closesAt),
    placeNamed: false,
    total: parseFraction(count.total),
    participating: parseFraction(count.participating),
    questions: terms.questions.map(({ id, kind, entranceTotal }, index) => {
      const votes = count.questions[index];
      demand(votes?.question === id, 'Итоги стоят не в порядке повестки.');
      return {
        kind,
        votesFor: parseFraction(votes.for),
        against: parseFraction(votes.against),
        abstained: parseFraction(votes.abstained),
        ...(votes.entrance &&
          entranceTotal !== undefined && {
            entrance: {
              total: parseFraction(entranceTotal),
              participating: parseFraction(votes.entrance.participating),
              votesFor: parseFraction(votes.entrance.for),
            },
          }),
      };
    }),
  };
}
