import { z } from 'zod';
import { rhythms, rhythmTitles, type Rhythm } from '../../../law/meeting/vote/mailing';
import { Refusal } from '../../../law/base/refusal';
import { mailingsOf, setMailing, type Mailing } from '../../../store/meeting/follow/mailing';
import { signed } from '../../account/signed';
import { choice, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { MEETINGS_LINK } from '../access';
import { officesOf } from '../../security/reader';

const PATH = '/meetings/mailing';
const TITLE = 'Рассылка шахматок';
const OFF = 'off';
const frame = { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] };

const out = z.object({
  mailings: z.array(
    z.object({
      organisationId: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      rhythm: z.enum(rhythms).nullable(),
    }),
  ),
});
type Shape = z.infer<typeof out>;

const plain = ({ organisationId, name, email, rhythm }: Mailing) => ({ organisationId, name, email, rhythm });

const options = [
  { value: OFF, title: 'не присылать' },
  ...rhythms.map((value) => ({ value, title: rhythmTitles[value] })),
];

const whereTo = (email: string | null): string =>
  email ? `письма приходят в сообщения и на ${email}` : 'письма приходят в сообщения: почты организации мы не знаем';

const view = ({ mailings }: Shape) => {
  const [first] = mailings;
  return {
    mailings,
    options,
    facts: mailings.map(({ name, email, rhythm }) => ({
      title: name,
      lines: [rhythm ? rhythmTitles[rhythm] : 'не присылаем', whereTo(email)],
    })),
    offices: mailings.map(({ organisationId, name }) => ({ value: organisationId, title: name })),
    one: mailings.length === 1 ? first?.organisationId : undefined,
    rhythm: first?.rhythm ?? OFF,
  };
};

const load = async (call: Pick<Call, 'db' | 'actor'>): Promise<Shape> => ({
  mailings: (await mailingsOf(call.db, officesOf(signed(call)))).map(plain),
});

const show = route({
  id: 'meeting.mailing',
  method: 'get',
  path: PATH,
  summary: 'Рассылка шахматок управляющей организации',
  allowed: 'signed-in',
  out,
  page: 'meeting/follow/mailing',
  view: (data) => view(data),
  handle: async (call) => ({ data: await load(call), frame }),
});

const body = z.object({ organisation: uuid(), rhythm: choice([OFF, ...rhythms]) });

const save = route({
  id: 'meeting.set-mailing',
  method: 'post',
  path: PATH,
  summary: 'Включить или выключить рассылку шахматок',
  allowed: 'signed-in',
  body,
  out,
  form: {
    page: 'meeting/follow/mailing',
    frame,
    data: async (call) => view(await load({ ...call, db: call.services.db })),
  },
  handle: async (call) => {
    const { personId: by } = signed(call);
    const { organisation: organisationId, rhythm } = call.body;
    const { mailings } = await load(call);
    if (!mailings.some((one) => one.organisationId === organisationId))
      throw new Refusal('mailing-not-yours', 'Рассылкой распоряжаются сотрудники этой организации.', 403);
    const asked: Rhythm | null = rhythm === OFF ? null : rhythm;
    await setMailing(call.db, { organisationId, rhythm: asked, by, at: call.now });
    const say = asked ? `Шахматки будут приходить ${rhythmTitles[asked]}.` : 'Шахматки приходить не будут.';
    return { data: await load(call), see: PATH, say };
  },
});

export const mailingRoutes = [show, save];
