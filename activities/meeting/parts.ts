import type { Knex } from 'knex';
import type { Alarm } from '../../law/base/alarm';
import { duty, reminderAt } from '../../law/meeting/vote/clock';
import type { Timing } from '../../law/base/timing';
import { dueOf } from '../../law/base/timing';
import { dueInstant, type Deadline } from '../../law/base/terms';
import { localOf } from '../../law/base/zone';
import { headsOf } from '../../store/registry/ties';
import type { Facts } from '../../store/case/chain';
import type { CaseFile, Letter, NamedDeadline } from '../../store/case/types';
import { inspectoratesOf } from '../../store/registry/inspectorates';
import type { Signer } from '../../store/meeting/file/protocol';
import type { LawStage } from '../../law/meeting/stages-of-law';
import { stageTiming } from '../../store/meeting/law';
import type { Meeting } from '../../store/meeting/rows';
import type { StepCall } from '../../workflows/case/contract';

/** The law of the stage that the act belongs to. */
export const timingOf = (file: CaseFile, meeting: Meeting, stage: LawStage): Timing =>
  stageTiming(meeting, stage, file.zone);

/** A duty under the norm of the law day, with a reminder and the miss. */
export function owed(name: string, norm: string, event: Date, timing: Timing, at: Date): NamedDeadline {
  const deadline = duty(dueOf(norm, event, timing));
  return { name, deadline, duty: true, alarms: dutyAlarms(deadline, timing, at) };
}

export function dutyAlarms(deadline: Deadline, { on }: Timing, at: Date): Alarm[] {
  const soon = reminderAt(deadline, on, at);
  return [
    ...(soon > at ? [{ act: 'soon', at: soon.toISOString() }] : []),
    { act: 'late', at: dueInstant(deadline).toISOString(), misses: true },
  ];
}

export const alarm = (act: string, at: Date): Alarm => ({ act, at: at.toISOString() });

export interface Wording {
  letter: string;
  facts?: Facts;
  urgent?: boolean;
}

type Addressee = { personId: string } | { organisationId: string };

const idOf = (to: Addressee): string => ('personId' in to ? to.personId : to.organisationId);

export function letterTo(
  file: CaseFile,
  call: StepCall,
  to: Addressee,
  { letter, facts = {}, urgent }: Wording,
): Letter {
  return { key: `${file.id}:${call.key}:${letter}:${idOf(to)}`, letter, facts, urgent, ...to };
}

/** To the one who called the meeting. */
export function toInitiator(file: CaseFile, meeting: Meeting, call: StepCall, wording: Wording): Letter[] {
  const { initiatorPersonId: personId, initiatorOrganisationId: organisationId } = meeting;
  if (personId) return [letterTo(file, call, { personId }, wording)];
  return organisationId ? [letterTo(file, call, { organisationId }, wording)] : [];
}

/** To the one who collects decisions; without an administrator, the initiator (K-19). */
export function toAdministrator(file: CaseFile, meeting: Meeting, call: StepCall, wording: Wording): Letter[] {
  const { administratorPersonId: personId, administratorOrganisationId: organisationId } = meeting;
  if (personId) return [letterTo(file, call, { personId }, wording)];
  return organisationId
    ? [letterTo(file, call, { organisationId }, wording)]
    : toInitiator(file, meeting, call, wording);
}

/** To each person whose signature the protocol waits for, once. */
export function toSigners(file: CaseFile, signers: readonly Pick<Signer, 'personId'>[], call: StepCall): Letter[] {
  const people = new Set(signers.map(({ personId }) => personId));
  return [...people].map((personId) =>
    letterTo(file, call, { personId }, { letter: 'meeting-sign', facts: { deadline: 'protocol' } }),
  );
}

/** To the managing organisation and its heads. */
export async function toManager(
  trx: Knex,
  file: CaseFile,
  call: StepCall,
  at: Date,
  wording: Wording,
): Promise<Letter[]> {
  const { organisation_id: organisationId } = file;
  if (!organisationId) return [];
  const heads = await headsOf(trx, organisationId, localOf(at, file.zone).day);
  return [
    letterTo(file, call, { organisationId }, wording),
    ...heads.map((personId) => letterTo(file, call, { personId }, wording)),
  ];
}

/** To the housing inspectorate of the region. */
export async function toInspectorate(trx: Knex, file: CaseFile, call: StepCall, wording: Wording): Promise<Letter[]> {
  const offices = await inspectoratesOf(trx, file.region);
  return offices.map((organisationId) => letterTo(file, call, { organisationId }, wording));
}
