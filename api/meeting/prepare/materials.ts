import { z } from 'zod';
import { addMaterials, materialFile, materialsOf, removeMaterial } from '../../../store/meeting/prepare/materials';
import { idFrom } from '../../../store/sql/ids';
import { documentTypes } from '../../http/files/type';
import { Refusal } from '../../../law/base/refusal';
import { FILES_HINT, FILES_MOST, withFileTypes, checkedUploads } from '../../case/attach';
import { signed } from '../../account/signed';
import { maybe, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { trailOf } from '../vote/words';
import { isPreparing, MEETINGS_LINK, mustRun, runners, runs } from '../access';
import { sizeWords } from '../../../law/base/russian';
import { meetingParams, meetingSubject, mustFind, meetingReaders, type MeetingParams } from '../vote/access';

const TITLE = 'Материалы к повестке';
const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
  question: z.number().nullable(),
});
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  /** The reader runs the meeting, and the notice has not frozen the list yet. */
  open: z.boolean(),
  noticed: z.boolean(),
  materialsPlace: z.string().nullable(),
  questions: z.array(z.object({ id: z.string(), number: z.number(), wording: z.string() })),
  files: z.array(fileShape),
});
type Shape = z.infer<typeof out>;

async function load(call: Pick<Call<MeetingParams>, 'db' | 'actor' | 'params'>): Promise<Shape> {
  const { db, params } = call;
  const actor = signed(call);
  const found = await mustFind(db, params.id);
  const { file, meeting, questions, address } = found;
  return {
    id: file.id,
    number: file.number,
    address,
    open: isPreparing(found) && runs(meeting, actor),
    noticed: meeting.noticedAt !== null,
    materialsPlace: meeting.materialsPlace,
    questions: questions.map(({ id, number, wording }) => ({ id, number, wording })),
    files: (await materialsOf(db, file.id)).map(({ id, name, size, sha256, question }) => ({
      id,
      name,
      size,
      sha256,
      question,
    })),
  };
}

const view = (data: Shape) => ({
  ...data,
  hint: FILES_HINT,
  options: data.questions.map(({ id, number, wording }) => ({ value: id, title: `${number}. ${wording}` })),
  rows: data.files.map(({ id, name, size, sha256, question }) => ({
    name,
    sha256,
    size: sizeWords(size),
    to: question === null ? 'ко всей повестке' : `к вопросу ${question}`,
    href: `/meetings/${data.id}/files/${id}`,
    remove: data.open ? `/meetings/${data.id}/materials/${id}/remove` : undefined,
  })),
});

const show = route({
  id: 'meeting.materials',
  method: 'get',
  path: '/meetings/:id/materials',
  summary: TITLE,
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/prepare/materials',
  view,
  handle: async (call: Call<MeetingParams>) => {
    const data = await load(call);
    return { data, frame: trailOf(data, TITLE) };
  },
});

const form = {
  page: 'meeting/prepare/materials',
  frame: { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] },
  data: async (call: Call<MeetingParams>) => view(await load({ ...call, db: call.services.db })),
};
const done = z.object({ id: z.string() });
const addBody = z.object({ question: maybe(uuid()) });

const add = route({
  id: 'meeting.materials-add',
  method: 'post',
  path: '/meetings/:id/materials',
  summary: 'Приложить материалы к повестке',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body: addBody,
  files: { files: FILES_MOST },
  prepare: checkedUploads,
  out: done,
  form,
  handle: async (call: Call<MeetingParams, unknown, z.infer<typeof addBody>>) => {
    const { db, key, params, now: at, body, files } = call;
    await mustRun(call);
    if (files.length === 0) {
      const say = 'Выберите хотя бы один файл.';
      throw new Refusal('file-missing', say, 422, { files: say });
    }
    const actorId = signed(call).personId;
    const papers = withFileTypes(files).map((one, place) => ({ ...one, id: idFrom(key, String(place)), actorId, at }));
    await addMaterials(db, params.id, papers, body.question ?? null);
    return { data: { id: params.id }, see: `/meetings/${params.id}/materials`, say: 'Материалы приложены.' };
  },
});

const fileParams = z.object({ id: uuid(), file: uuid() });
type ByFile = z.infer<typeof fileParams>;

const remove = route({
  id: 'meeting.material-remove',
  method: 'post',
  path: '/meetings/:id/materials/:file/remove',
  summary: 'Убрать материал из повестки',
  allowed: runners,
  subject: meetingSubject,
  params: fileParams,
  out: done,
  form,
  handle: async (call: Call<ByFile>) => {
    await mustRun(call);
    const { id, file } = call.params;
    await removeMaterial(call.db, id, file);
    return { data: { id }, see: `/meetings/${id}/materials`, say: 'Материал убран.' };
  },
});

/** Only files that the page itself lists, so the page and the download agree. */
const file = route({
  id: 'meeting.file',
  method: 'get',
  path: '/meetings/:id/files/:file',
  summary: 'Материал к собранию',
  allowed: meetingReaders,
  subject: meetingSubject,
  params: fileParams,
  out: z.object({}),
  file: { types: documentTypes },
  handle: async (call: Call<ByFile>) => {
    await mustFind(call.db, call.params.id);
    const { name, type, bytes } = await materialFile(call.db, call.params.id, call.params.file);
    return { data: {}, file: { name, type, bytes } };
  },
});

export const materialRoutes = [show, add, remove, file];
