import { randomUUID } from 'node:crypto';
import { organisationId, buildingId } from '../../bin/seed/region';
import { crewSite, type CrewSite } from '../../proof/crew-site';
import { propose, type Candidate } from '../../law/dispatch/propose';
import { DAY_MS } from '../../law/base/zone';
import { candidatesFor } from './crew';

let site: CrewSite;
beforeAll(async () => {
  site = await crewSite();
});
afterAll(() => site?.close());

const ask = (organisation: string, house: string, at = site.now) =>
  candidatesFor(site.db, { organisationId: organisationId(organisation), buildingId: buildingId(house), at });
const masters = (crew: readonly Candidate[]) => crew.flatMap(({ masterId }) => masterId ?? []);
const contractors = (crew: readonly Candidate[]) => crew.flatMap(({ contractorId }) => contractorId ?? []);

describe('whom an organisation may send', () => {
  it('is every master of its own with trades, permits and shifts, and its contractors', async () => {
    const { place, crew } = await ask('dom', 'roll');
    expect(place).toMatchObject({ address: 'г. Тестово, ул. Садовая, д. 12', zone: 'Europe/Moscow' });
    expect(masters(crew).sort()).toEqual([0, 1, 2, 3, 4, 5].map((one) => site.holder('dom', 'master', one)).sort());
    expect(contractors(crew).sort()).toEqual([organisationId('lift'), organisationId('roof')].sort());
    const first = crew.find(({ masterId }) => masterId === site.holder('dom', 'master'));
    expect(first).toMatchObject({ trades: ['plumber'], usualHouses: [buildingId('roll')] });
    expect(first?.permits.map(({ permit }) => permit)).toEqual(['confined', 'hot']);
    expect(first?.shifts.length).toBeGreaterThan(2);
  });

  it.each(['dom', 'uyut', 'yar'])('has somebody on duty at every hour of the demo in %s', async (organisation) => {
    const house = { dom: 'roll', uyut: 'central-15', yar: 'builders-44' }[organisation] ?? '';
    for (let hour = 0; hour < 24; hour += 3) {
      const at = new Date(site.now.getTime() + (hour / 24) * DAY_MS);
      const { place, crew } = await ask(organisation, house, at);
      const { best } = propose({ kind: { trade: 'plumber', permits: [] }, at, place, crew });
      expect([organisation, hour, best.length > 0]).toEqual([organisation, hour, true]);
    }
  });

  it('leaves out contracts for other houses, of other days, and shifts taken out', async () => {
    const of = { organisation_id: organisationId('uyut'), phone: '+79009990001', trades: ['chute'] };
    const [here, ended] = [organisationId('heat'), organisationId('water')];
    const id = randomUUID();
    await site.db('contract').insert([
      { ...of, id, contractor_id: here, from_day: '2020-01-01' },
      { ...of, id: randomUUID(), contractor_id: ended, from_day: '2020-01-01', to_day: '2020-12-31' },
    ]);
    await site.db('contract_house').insert({ contract_id: id, building_id: buildingId('school-2') });
    expect(contractors((await ask('uyut', 'school-2')).crew)).toContain(here);
    expect(contractors((await ask('uyut', 'central-15')).crew)).not.toContain(here);
    expect(contractors((await ask('uyut', 'school-2')).crew)).not.toContain(ended);
    const person = site.holder('uyut', 'master');
    await site.db('crew_shift').where({ person_id: person }).update({ removed_by: person, removed_at: site.now });
    const { crew } = await ask('uyut', 'school-2');
    expect(crew.find(({ masterId }) => masterId === person)?.shifts).toEqual([]);
  });

  it('knows nobody for a house that is not there', async () => {
    await expect(ask('dom', 'nowhere')).rejects.toMatchObject({ code: 'house-missing' });
  });
});

describe('the table of shifts', () => {
  const shift = (from: string, to: string, more = {}) => ({
    id: randomUUID(),
    person_id: site.holder('dom', 'master'),
    organisation_id: organisationId('dom'),
    from_at: from,
    to_at: to,
    kind: 'work',
    made_by: site.holder('dom', 'dispatcher'),
    ...more,
  });
  it.each<[string, object, string]>([
    ['two shifts at once', {}, 'crew_shift_apart'],
    ['two at once of two organisations', { organisation_id: organisationId('yar') }, 'crew_shift_apart'],
    ['an end before the start', { to_at: '2040-01-01T00:00Z' }, 'crew_shift_runs_on'],
    ['an absence without a reason', { kind: 'absence' }, 'crew_shift_absence_says_why'],
  ])('refuses %s', async (_, more, constraint) => {
    const rows = [
      shift('2040-01-02T08:00Z', '2040-01-02T20:00Z'),
      shift('2040-01-02T19:00Z', '2040-01-03T08:00Z', more),
    ];
    await expect(site.db('crew_shift').insert(rows)).rejects.toMatchObject({ constraint });
  });

  it('takes shifts that follow one another, and a shift in place of one taken out', async () => {
    const [first, second] = [
      shift('2041-01-02T08:00Z', '2041-01-02T20:00Z'),
      shift('2041-01-02T20:00Z', '2041-01-03T08:00Z'),
    ];
    await site.db('crew_shift').insert([first, second]);
    const out = { removed_by: first.made_by, removed_at: site.now };
    await site.db('crew_shift').where({ id: first.id }).update(out);
    await site.db('crew_shift').insert(shift('2041-01-02T09:00Z', '2041-01-02T19:00Z'));
    await expect(site.db('crew_shift').where({ id: first.id }).update(out)).rejects.toThrow('taken out already');
    await expect(site.owner('crew_shift').where({ id: second.id }).update({ to_at: site.now })).rejects.toThrow(
      'replaced',
    );
  });
});
