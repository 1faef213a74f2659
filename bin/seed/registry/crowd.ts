import type { Day } from '../../../law/base/day';
import { completeSnils } from '../../../law/registry/identifiers';
import type { RegistryRows } from '../../../store/registry/rows';
import { type Naming, latin } from './names';
import { idOf, type Random } from '../random';

export interface Someone {
  naming: Naming;
  birthDay: Day;
  demo?: { login: string; role: string };
  /** Has both an e-mail and a phone. */
  reachable?: boolean;
}

const ADULT_BORN_BEFORE = '2007-01-01';

/** Makes people with contacts. Numbers are counted up, so that no two people share one. */
export class Crowd {
  private count = 0;
  private phones = 0;

  constructor(
    private readonly rows: RegistryRows,
    private readonly random: Random,
  ) {}

  add({ naming, birthDay, demo, reachable = demo !== undefined }: Someone): string {
    this.count += 1;
    const id = idOf(demo ? `person:${demo.login}` : `person:${this.count}`);
    this.rows.person.push({
      id,
      family_name: naming.family,
      given_name: naming.given,
      patronymic: naming.patronymic,
      sex: naming.sex,
      birth_day: birthDay,
      // Numbers that begin with 99 have not been issued.
      snils: completeSnils(`99${String(this.count * 1_307).padStart(7, '0')}`),
      demo_role: demo?.role ?? null,
      login: demo?.login ?? null,
    });
    if (birthDay < ADULT_BORN_BEFORE) this.addContacts(id, naming, reachable);
    return id;
  }

  private addContacts(person: string, { family, given }: Naming, reachable: boolean): void {
    const [withPhone, withMail] = [reachable || this.random.chance(0.8), reachable || this.random.chance(0.6)];
    const since = new Date(`${this.random.day('2022-01-10', '2025-12-20')}T09:00:00Z`);
    if (withPhone) {
      this.phones += 1;
      this.contact(person, 'phone', `+7900000${String(this.phones).padStart(4, '0')}`, since, !withMail);
    }
    // The domain .example is reserved (RFC 2606): no letter of a demo can reach anyone.
    if (withMail) {
      this.contact(person, 'email', `${latin(given)}.${latin(family)}.${this.count}@pochta.example`, since, true);
    }
  }

  private contact(
    person: string,
    channel: 'email' | 'phone',
    value: string,
    confirmed: Date,
    preferred: boolean,
  ): void {
    this.rows.contact.push({
      id: idOf(`contact:${person}:${channel}`),
      person_id: person,
      channel,
      value,
      confirmed_at: confirmed,
      preferred,
    });
  }
}
