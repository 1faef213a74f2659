import { randomUUID } from 'node:crypto';
import { emptyPaper, type PaperBody, type PaperKind, type Signatory } from '../../law/request/papers';
import { writeRequestPaper } from '../../store/request/papers';
import { estimatesOf } from '../../store/request/estimates';
import { requestTown, type Town } from './request-town';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The tests depend on each other: the clock of the town only moves forward. */
describe('papers, harm and paid work of a request', () => {
  let town: Town;
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T11:00:00+03:00' });
  });
  afterAll(() => town.stop());

  const later = async (ms: number): Promise<void> => town.travelTo(new Date((await town.now()).getTime() + ms));
  const signed = (seat: Signatory['seat'], name: string, sign: Signatory['sign'] = 'signed'): Signatory => ({
    seat,
    name,
    sign,
  });
  const paper = async (caseId: string, kind: PaperKind, body: Partial<PaperBody>): Promise<string> => {
    const id = randomUUID();
    const whole = { ...emptyPaper, ...body };
    await writeRequestPaper(town.db, { id, caseId, kind, body: whole, authorId: null, at: await town.now() });
    return id;
  };
  const measured: Partial<PaperBody> = {
    found: 'violation',
    methods: 'Термометр ТК-5, посередине комнаты.',
    findings: 'В комнате 16 °C.',
    conclusions: 'Теплоносителя не хватает.',
    readings: { temperature: '16' },
  };
  const flooded = (): Promise<string> =>
    town.request({ kind: 'S02.cold-water', premisesId: town.flat, text: 'Залило квартиру.', harm: true });
  const damage: Partial<PaperBody> = {
    what: 'Потолок кухни, 4 кв. м.',
    cause: 'Лопнул стояк.',
    harmed: 'Собственник квартиры.',
    copies: 2,
  };

  it('makes the act about harm in time at 11:59 and late at 12:01', async () => {
    const [early, tardy] = [await flooded(), await flooded()];
    const began = (await town.now()).getTime();
    await town.travelTo(new Date(began + 12 * HOUR - MINUTE));
    const present = [signed('executor', 'Мастеров Пётр'), signed('consumer', 'Иванова Анна')];
    const whole = await paper(early, 'damage', { ...damage, present });
    await town.act(early, 'damage-act', { paper: whole }, town.who.dispatcher);
    await town.travelTo(new Date(began + 12 * HOUR + MINUTE));
    // The consumer would not sign: two who have no part in it do.
    const refusing = [
      signed('executor', 'Мастеров Пётр'),
      signed('consumer', 'Иванова Анна', 'refused'),
      signed('witness', 'Сидоров Иван'),
    ];
    const lacking = await paper(tardy, 'damage', { ...damage, present: refusing });
    await expect(town.act(tardy, 'damage-act', { paper: lacking })).rejects.toMatchObject({ code: 'fields-wrong' });
    const seen = await paper(tardy, 'damage', { ...damage, present: [...refusing, signed('witness2', 'Орлова Вера')] });
    await town.act(tardy, 'damage-act', { paper: seen });
    expect((await town.deadline(early, 'damage-act')).verdict.kind).toBe('in-time');
    expect((await town.deadline(tardy, 'damage-act')).verdict.kind).toBe('late');
    const told = (await town.events(tardy)).find(({ kind }) => kind === 'damage-recorded');
    expect(told?.facts).toMatchObject({ paper: seen, refused: true });
    expect(await town.letters(early)).toContainEqual({ letter: 'request-paper', to: town.who.owner });
  });

  it('starts the twelve hours at the instant harm is reported later, once', async () => {
    const id = await town.request();
    await later(3 * HOUR);
    await town.act(id, 'harm', { text: await town.write(id, 'note') }, town.who.owner);
    const { request } = await town.look(id);
    const due = await town.deadline(id, 'damage-act');
    expect(due.eventAt).toEqual(request.harmAt);
    expect(due.dueAt.getTime() - due.eventAt.getTime()).toBe(12 * HOUR);
    await expect(town.act(id, 'harm', {}, town.who.owner)).rejects.toMatchObject({ code: 'harm-known' });
  });

  it('lets consumers and the chair make the act, but only when nobody came in the term', async () => {
    const id = await town.request({ kind: 'Q.heating', premisesId: town.flat, text: 'Холодно в комнате.' });
    const present = [
      signed('consumer', 'Иванова Анна'),
      signed('second', 'Петров Олег'),
      signed('chair', 'Смирнова Ольга'),
    ];
    const own = async (with_: Signatory[]): Promise<string> => paper(id, 'consumer', { ...measured, present: with_ });
    await expect(town.act(id, 'consumer-act', { paper: await own(present) }, town.who.owner)).rejects.toMatchObject({
      code: 'fields-wrong',
    });
    await later(2 * HOUR + MINUTE);
    await expect(
      town.act(id, 'consumer-act', { paper: await own(present.slice(1)) }, town.who.owner),
    ).rejects.toMatchObject({ code: 'fields-wrong' });
    await town.act(id, 'consumer-act', { paper: await own(present) }, town.who.owner);
    expect(await town.kinds(id)).toEqual(expect.arrayContaining(['overdue', 'act-without-executor']));
    expect(await town.letters(id)).toContainEqual({ letter: 'request-without-us', to: town.who.head });
    expect((await town.deadline(id, 'check')).verdict.kind).toBe('missed');
  });

  it('ends a checked complaint with the act that it is mended', async () => {
    const id = await town.request({ kind: 'Q.heating', premisesId: town.flat, text: 'Холодно в комнате.' });
    const present = [signed('executor', 'Мастеров Пётр'), signed('consumer', 'Иванова Анна')];
    const text = await town.write(id, 'note');
    await town.act(id, 'check', {
      found: 'violation',
      text,
      paper: await paper(id, 'check', { ...measured, present }),
    });
    expect((await town.deadline(id, 'check')).verdict.kind).toBe('in-time');
    // Whoever came makes the act: consumers no longer do without them.
    const alone = await paper(id, 'consumer', measured);
    await expect(town.act(id, 'consumer-act', { paper: alone }, town.who.owner)).rejects.toMatchObject({
      code: 'fields-wrong',
    });
    await town.act(id, 'examine', { side: 'consumer', stage: 'asked', text: await town.write(id, 'note') });
    await town.work(id, 'fix');
    const fine = { ...measured, found: 'fine' as const, present };
    await town.act(id, 'mended', { paper: await paper(id, 'mended', fine) });
    expect(await town.kinds(id)).toEqual(expect.arrayContaining(['checked', 'examined', 'fixed', 'mend-checked']));
  });

  it('charges only what the resident agreed to before the work', async () => {
    const [work, tap] = [randomUUID(), randomUUID()];
    const made = { organisation_id: town.of.manager, made_by: town.who.head, made_at: await town.now() };
    await town.owner('part').insert([
      { id: work, kind: 'work', name: 'Замена смесителя', unit: 'шт.', ...made },
      { id: tap, kind: 'part', name: 'Смеситель', unit: 'шт.', ...made },
    ]);
    const price = { from_day: '2026-01-01', made_by: town.who.head, made_at: await town.now() };
    await town.owner('part_price').insert([
      { part_id: work, kopecks: 150_050, ...price },
      { part_id: tap, kopecks: 333_333, ...price },
    ]);
    const lines = [`${work}:1,5`, `${tap}:1`];
    const ask = (id: string) =>
      town.engine.command({
        ...{ area: 'request', caseId: id, key: randomUUID(), name: 'offer', actorId: town.who.first, args: { lines } },
      });
    const [agreed, silent] = [
      await town.request({ premisesId: town.flat }),
      await town.request({ premisesId: town.flat }),
    ];
    for (const id of [agreed, silent]) {
      await town.work(id, 'arrive');
      await ask(id);
    }
    await town.act(agreed, 'consent', {}, town.who.owner);
    await town.act(agreed, 'use', { part: tap, count: '1' }, town.who.first);
    for (const id of [agreed, silent])
      await town.act(id, 'fix', { text: await town.write(id, 'result') }, town.who.first);
    expect(await estimatesOf(town.db, agreed)).toMatchObject([{ total: 558_408, answer: 'consented' }]);
    expect((await town.events(agreed)).find(({ kind }) => kind === 'invoiced')?.facts).toMatchObject({
      total: 558_408,
    });
    expect(await town.kinds(silent)).not.toContain('invoiced');
    // A return mends it without a second bill.
    await town.act(agreed, 'reopen', { text: await town.write(agreed, 'objection') }, town.who.owner);
    await town.work(agreed, 'fix');
    expect((await town.kinds(agreed)).filter((kind) => kind === 'invoiced')).toHaveLength(1);
    const burst = await town.request({ kind: 'S02.cold-water', premisesId: town.flat });
    await expect(ask(burst)).rejects.toMatchObject({ code: 'work-free' });
    const again = await town.request({ premisesId: town.flat, parentId: agreed });
    await expect(ask(again)).rejects.toMatchObject({ code: 'work-free' });
  });
});
