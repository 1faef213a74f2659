import { z } from 'zod';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { officeRoles } from '../../law/registry/posts';
import { signed } from '../account/signed';
import { route } from '../http/route';
import { grants } from '../security/actor';
import { requestParams, requestSubject, requestWorkers } from './access';
import { JOB_FRAME, JOBS_TITLE, jobView } from './job';
import { jobLineShape, jobLines, jobListView } from './job-line';
import { jobShape, loadJob } from './job-load';

/** Masters, and those at a contractor who send its people out. */
const list = route({
  id: 'request.jobs',
  method: 'get',
  path: '/jobs',
  summary: JOBS_TITLE,
  allowed: grants('none', 'master', 'dispatcher', ...officeRoles),
  out: z.object({ person: z.string(), jobs: z.array(jobLineShape) }),
  page: 'request/jobs',
  view: ({ person, jobs }, { now }) => ({ person, zone: CAPITAL_ZONE, list: jobListView(jobs, now) }),
  handle: async (call) => {
    const { personId: person } = signed(call);
    const jobs = await jobLines(call.services.db, signed(call), call.now);
    return { data: { person, jobs }, frame: { title: JOBS_TITLE, app: true } };
  },
});

const job = route({
  id: 'request.job',
  method: 'get',
  path: '/jobs/:id',
  summary: 'Заявка в работе',
  allowed: requestWorkers,
  subject: requestSubject,
  params: requestParams,
  out: jobShape,
  page: 'request/job',
  view: (data, call) => jobView(data, call.now),
  handle: async (call) => ({ data: await loadJob(call), frame: JOB_FRAME }),
});

export const requestJobRoutes = [list, job];
