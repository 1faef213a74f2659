import { z } from 'zod';
import { examineSides, examineStages } from '../../law/request/words';
import { choice, maybe } from '../http/fields';
import type { Route } from '../http/route';
import { requestAnybody, requestApplicants } from './access';
import { actRoute, byWorker, ownText, said } from './act';
import { isPaperBegun, paperBodyShape, paperOf } from './paper-fields';

const everybody = { by: ['desk', 'worker', 'applicant'] as const, allowed: requestAnybody };

/** Acts that end with a paper, and those around them: a check, an examination, harm. */
export const requestPaperActs: readonly Route[] = [
  actRoute({
    ...byWorker,
    act: 'check',
    body: paperBodyShape.extend({ found: choice(['violation', 'fine', 'no-access']), note: ownText() }),
    say: 'Проверка записана.',
    photos: true,
    order: (form, zone) => ({
      args: { found: form.found },
      words: { kind: 'note', body: form.note },
      ...(form.found !== 'no-access' && isPaperBegun(form) && { paper: paperOf('check', form, zone) }),
    }),
  }),
  actRoute({
    by: ['applicant'],
    allowed: requestApplicants,
    act: 'consumer-act',
    body: paperBodyShape,
    say: 'Акт записан и отправлен исполнителю.',
    photos: true,
    order: (form, zone) => ({ paper: paperOf('consumer', { ...form, found: 'violation' }, zone) }),
  }),
  actRoute({
    ...byWorker,
    act: 'mended',
    body: paperBodyShape,
    say: 'Проверка устранения записана.',
    photos: true,
    order: (form, zone) => ({ paper: paperOf('mended', form, zone) }),
  }),
  actRoute({
    ...byWorker,
    act: 'damage-act',
    body: paperBodyShape,
    say: 'Акт о вреде составлен. Второй экземпляр — жителю.',
    photos: true,
    order: (form, zone) => ({ paper: paperOf('damage', form, zone) }),
  }),
  actRoute({
    ...byWorker,
    act: 'completion',
    body: paperBodyShape,
    say: 'Акт выполненных работ составлен.',
    photos: true,
    order: (form, zone) => ({ paper: paperOf('completion', form, zone) }),
  }),
  actRoute({
    ...everybody,
    act: 'examine',
    body: z.object({ side: choice(examineSides), stage: choice(examineStages), note: ownText() }),
    say: 'Экспертиза записана.',
    photos: true,
    order: ({ side, stage, note }, _zone, parts) => {
      const outsider = !parts.desk && !parts.worker;
      return {
        args: { side: outsider ? 'consumer' : side, stage: outsider ? 'asked' : stage },
        words: { kind: 'note', body: note },
      };
    },
  }),
  actRoute({
    ...everybody,
    act: 'harm',
    body: z.object({ note: maybe(ownText()) }),
    say: 'Записано: есть вред. Акт обязаны составить за 12 часов.',
    photos: true,
    order: ({ note }) => said('note', note),
  }),
];
