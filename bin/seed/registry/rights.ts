import type { Day } from '../../../law/base/day';
import type { RightKind } from '../../../law/registry/words';
import type { RegistryRows } from '../../../store/registry/rows';
import { idOf } from '../random';

export interface RightHolder {
  person?: string;
  organisation?: string;
}

export interface Right {
  kind: RightKind;
  /** «1», «1/3». */
  share: string;
  from: Day;
  to?: Day;
  number: string | null;
  ballot?: { number: string; day: Day };
}

/** Adds one right of one holder; joint holders share the group of their premises and day. */
export function hold(rows: RegistryRows, premises: string, holder: RightHolder, right: Right): string {
  const [n = '1', d = '1'] = right.share.split('/');
  const id = idOf(`ownership:${premises}:${holder.person ?? holder.organisation}:${right.from}`);
  rows.ownership.push({
    id,
    premises_id: premises,
    person_id: holder.person ?? null,
    organisation_id: holder.organisation ?? null,
    kind: right.kind,
    share_n: n,
    share_d: d,
    joint_group: right.kind === 'joint' ? idOf(`joint:${premises}:${right.from}`) : null,
    registry_number: right.number,
    registry_day: right.number ? right.from : null,
    ballot_number: right.ballot?.number ?? null,
    ballot_day: right.ballot?.day ?? null,
    from_day: right.from,
    to_day: right.to ?? null,
  });
  return id;
}

export function live(rows: RegistryRows, person: string, premises: string, from: Day): void {
  rows.residence.push({
    id: idOf(`residence:${person}:${premises}`),
    person_id: person,
    premises_id: premises,
    from_day: from,
    to_day: null,
  });
}
